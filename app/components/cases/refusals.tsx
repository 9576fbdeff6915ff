import type { CaseView } from "../../routes/cases.$caseId.tsx";
import { Text } from "../text.tsx";

/** What keeps firms from it: the reasons they gave, counted, and what they wrote, without their names. */
export function RefusalsSection({ view }: { view: CaseView }) {
  return (
    <ul className="list-disc pl-5">
      {view.refusals.map((each) => (
        <li key={each.reason}>
          {each.label} × {each.count}
          {each.texts.map((text, place) => (
            <q key={place} className="block text-ink2">
              <Text value={text} />
            </q>
          ))}
        </li>
      ))}
    </ul>
  );
}
