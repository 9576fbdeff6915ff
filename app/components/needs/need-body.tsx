import { useTranslation } from "../../i18n/words.ts";
import type { NeedPageView } from "../../routes/needs.$id.tsx";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { Section } from "../page.tsx";
import { Text } from "../text.tsx";
import { NeedFacts } from "./need-facts.tsx";

/** What is needed, in reading order; the confidential part for who may read it. */
export function NeedBody({ need }: { need: NeedPageView }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="mb-6">
        <p className="whitespace-pre-line break-words">
          <Text value={need.text} />
        </p>
        <NeedFacts need={need} />
        {need.wanted.length > 0 && (
          <p className="mt-1 text-sm text-ink3">
            {t("matching.need.wanted")}: {need.wanted.map((each) => t(`catalogue.offers.${each}`)).join(", ")}
          </p>
        )}
        {need.keywords.length > 0 && (
          <p className="mt-1 text-sm text-ink3">
            {t("catalogue.keywords")}
            {t("kit.colon")}
            {need.keywords.join(" · ")}
          </p>
        )}
      </div>
      {need.tried.text && (
        <Section title={t("matching.need.tried")}>
          <p className="whitespace-pre-line break-words">
            <Text value={need.tried} />
          </p>
          {!need.isTriedPublic && <p className="mt-1 text-sm text-ink3">{t("matching.need.triedFor")}</p>}
        </Section>
      )}
      {need.hasConfidential && (
        <Section title={t("matching.need.confidential")}>
          {need.confidential !== null ? (
            <p className="whitespace-pre-line break-words">{need.confidential}</p>
          ) : (
            <>
              <p className="mb-3 text-ink2">{t(`matching.access.${need.access}`)}</p>
              {need.mayAnswer && need.access === "none" && (
                <ActForm intents={["askAccess"]}>
                  <Button name="intent" value="askAccess">
                    {t("matching.access.ask")}
                  </Button>
                </ActForm>
              )}
            </>
          )}
        </Section>
      )}
    </>
  );
}
