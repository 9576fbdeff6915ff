import { closeDatabase, databaseIsThere, openDatabase } from "#db/client.ts";
import { contentProblems } from "./content.ts";
import { ruleProblems } from "./funding/index.ts";
// Every part of the portal declares the content that it reads when it is loaded.
import "./startup.ts";

if (process.argv.includes("--help")) {
  console.log(
    "npm run content:check\nReads all of content/ (or CONTENT_DIR) and says what breaks a rule: file, line, place, rule; where there is a database, also which programme rules saved in it break one and are not in force. Exit 1 if anything does.",
  );
} else {
  const problems = contentProblems();
  if (problems.length === 0 && databaseIsThere()) {
    await openDatabase();
    problems.push(...(await ruleProblems()));
    await closeDatabase();
  }
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "content: nothing breaks a rule" : `content: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
