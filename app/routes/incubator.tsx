import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readable } from "#services/language.ts";
import { publicVentures } from "#services/ventures/index.ts";
import { sharedApplicationsView } from "../components/funding/shared-applications.server.ts";
import { SharedApplications } from "../components/funding/shared-applications.tsx";
import { waitingView } from "../components/funding/waiting.server.ts";
import { WaitingApplications } from "../components/funding/waiting.tsx";
import { PageHead, WorkPage } from "../components/page.tsx";
import { Text } from "../components/text.tsx";
import { languageOf } from "../i18n/language.server.ts";
import { useTranslation } from "../i18n/words.ts";
import { requireActor } from "../session.server.ts";

const stages = ["proofOfConcept", "pilot", "product", "market"] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = await requireActor(request, context, "incubationManager");
  const language = await languageOf(request);
  const ventures = (await publicVentures()).map(({ venture, organisation }) => ({
    slug: venture.slug,
    stage: venture.stage,
    name: readable(venture.name, language),
    line: readable(venture.line, language),
    organisation: readable(organisation, language),
  }));
  const [shared, applying] = await Promise.all([
    sharedApplicationsView(actor, language),
    waitingView(actor, language, Date.now()),
  ]);
  return { ventures, shared, applying };
}

export default function Incubator() {
  const { ventures, shared, applying } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <WorkPage>
      <PageHead title={t("site.workspace.incubator")} />
      <div className="grid gap-5 md:grid-cols-4">
        {stages.map((stage) => {
          const here = ventures.filter((venture) => venture.stage === stage);
          return (
            <section key={stage}>
              <h2 className="mb-2 border-b-2 border-mat pb-1 font-semibold">
                {t(`ventures.stages.${stage}`)} <span className="text-ink3">{here.length}</span>
              </h2>
              {here.map((venture) => (
                <article key={venture.slug} className="mb-2 rounded-md border border-line bg-raised p-3">
                  <h3>
                    <Link to={`/ventures/${venture.slug}`}>
                      <Text value={venture.name} isQuiet />
                    </Link>
                  </h3>
                  <p className="text-sm text-ink2">
                    <Text value={venture.line} isQuiet />
                  </p>
                  <p className="text-sm text-ink3">
                    <Text value={venture.organisation} isQuiet />
                  </p>
                </article>
              ))}
            </section>
          );
        })}
      </div>
      <WaitingApplications rows={applying} />
      <SharedApplications rows={shared} />
    </WorkPage>
  );
}
