import type { ReactNode } from "react";
import { languageNames, languages } from "../../i18n/languages.ts";
import { useTranslation } from "../../i18n/words.ts";
import type { ProfilePage } from "../../routes/cases.$caseId_.profile._index.tsx";
import { Checkbox, Select, TextArea, TextField } from "../fields.tsx";
import { WordsFields } from "./words-fields.tsx";

type Content = ProfilePage["content"];

/** Everything the public may come to read, in the order in which it will be read. */
export function ProfileFields({ content, page }: { content: Content; page: ProfilePage }) {
  const { t } = useTranslation();
  const { profile } = content;
  const label = (name: string) => t(`technology.edit.${name}`);
  const list = (items: Array<Record<string, string | undefined>> | undefined) =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        (items ?? [])
          .map((each) => each[language] ?? "")
          .join("\n")
          .trimEnd(),
      ]),
    );
  return (
    <>
      <Group title={label("groups.first")}>
        <Select
          name="original"
          label={label("original")}
          hint={label("originalHint")}
          defaultValue={content.original}
          choices={languages.map((language) => ({ value: language, label: languageNames[language].full }))}
          className="max-w-xs"
        />
        <WordsFields name="title" label={t("outputs.title")} value={content.title} maxLength={300} />
        <WordsFields
          name="valueLine"
          label={label("valueLine")}
          hint={label("valueLineHint")}
          value={content.valueLine}
          rows={2}
          maxLength={300}
        />
        <WordsFields name="problem" label={t("catalogue.problem")} value={profile.problem} rows={4} />
        <WordsFields name="solution" label={t("catalogue.solution")} value={profile.solution} rows={5} />
      </Group>
      <Group title={t("technology.noes.benefit")} hint={label("benefitHint")}>
        {Array.from({ length: Math.min(8, (profile.advantages?.length ?? 0) + 1) }, (_, place) => (
          <AdvantageFields key={place} place={place} advantage={profile.advantages?.[place]} />
        ))}
        <WordsFields
          name="applications"
          label={t("catalogue.applications")}
          hint={label("oneALine")}
          value={list(profile.applications)}
          rows={3}
        />
      </Group>
      <Group title={t("technology.noes.ripe")}>
        <TextField
          name="trl"
          label={label("trl")}
          hint={label("trlHint")}
          defaultValue={content.trl ?? ""}
          inputMode="numeric"
          className="max-w-xs"
        />
        <WordsFields
          name="ripeness"
          label={t("technology.ripeness")}
          hint={label("ripenessHint")}
          value={profile.ripeness}
          rows={3}
        />
        <WordsFields name="regulatory" label={t("technology.regulatory")} value={profile.regulatory} rows={2} />
      </Group>
      <Group title={t("technology.noes.route")}>
        <WordsFields name="payer" label={t("catalogue.payer")} value={profile.payer} maxLength={300} />
        <WordsFields
          name="route"
          label={t("technology.wayToSale")}
          hint={label("routeHint")}
          value={profile.route}
          rows={3}
        />
      </Group>
      <Group title={t("technology.noes.offer")}>
        <fieldset className="mb-3" id="field-save-offers" tabIndex={-1}>
          <legend className="mb-1 text-sm font-semibold">{t("catalogue.offersLabel")}</legend>
          <div className="grid sm:grid-cols-3">
            {page.choices.offers.map((offer) => (
              <Checkbox
                key={offer}
                name="offers"
                value={offer}
                label={t(`catalogue.offers.${offer}`)}
                defaultChecked={content.offers.includes(offer)}
              />
            ))}
          </div>
        </fieldset>
        <WordsFields
          name="package"
          label={label("package")}
          hint={label("packageHint")}
          value={profile.package}
          rows={3}
        />
        <WordsFields name="fieldOfUse" label={t("technology.fieldOfUse")} value={profile.fieldOfUse} maxLength={300} />
        <WordsFields name="territory" label={t("technology.territory")} value={profile.territory} maxLength={300} />
        <WordsFields
          name="expressTerms"
          label={t("technology.expressTerms")}
          hint={label("expressHint")}
          value={profile.expressTerms}
          rows={3}
        />
        {Array.from({ length: Math.min(6, content.landing.length + 1) }, (_, place) => (
          <div key={place} className="grid gap-x-4 md:grid-cols-[200px_minmax(0,1fr)]">
            <Select
              name={`landing[${place}].region`}
              label={t("catalogue.landing")}
              defaultValue={content.landing[place]?.region ?? ""}
              empty="–"
              choices={page.choices.regions.map((region) => ({
                value: region,
                label: t(`catalogue.regions.${region}`),
              }))}
            />
            <WordsFields
              name={`landing[${place}].place`}
              label={label("place")}
              value={content.landing[place]?.place}
              maxLength={100}
            />
          </div>
        ))}
        <Select
          name="deployment"
          label={t("catalogue.deployment")}
          defaultValue={content.deployment ?? ""}
          empty="–"
          choices={page.choices.deployments.map((each) => ({ value: each, label: t(`catalogue.deployments.${each}`) }))}
          className="max-w-md"
        />
      </Group>
      <Group title={t("technology.behind")}>
        <WordsFields name="team" label={t("catalogue.team")} value={profile.team} rows={2} />
        <TextArea
          name="publications"
          label={t("technology.publications")}
          hint={label("publicationsHint")}
          rows={3}
          defaultValue={(profile.publications ?? [])
            .map(({ title, url }) => [title, url].filter(Boolean).join(" "))
            .join("\n")}
        />
        <TextField
          name="video"
          label={t("technology.video")}
          hint={label("videoHint")}
          type="url"
          defaultValue={profile.video ?? ""}
        />
        <WordsFields
          name="keywords"
          label={t("catalogue.keywords")}
          hint={label("withCommas")}
          value={Object.fromEntries(
            languages.map((language) => [
              language,
              (profile.keywords?.[language] ?? []).join(language === "en" ? ", " : "、"),
            ]),
          )}
        />
        <TextField
          name="ipc"
          label={t("technology.ipc")}
          hint={label("ipcHint")}
          defaultValue={content.ipc.join(", ")}
        />
      </Group>
      {(profile.pictures ?? []).length > 0 && (
        <Group title={t("technology.pictures")}>
          {profile.pictures!.map((picture, place) => (
            <div key={picture.id} className="grid gap-4 border-b border-line py-3 sm:grid-cols-[160px_minmax(0,1fr)]">
              <img
                src={`/cases/${page.caseId}/profile/pictures/${picture.id}`}
                alt={picture.alt.en ?? picture.alt["zh-Hant"] ?? picture.alt["zh-Hans"] ?? ""}
                className="max-h-32 rounded-md"
                loading="lazy"
              />
              <div>
                <input type="hidden" name={`pictures[${place}].id`} value={picture.id} />
                <WordsFields name={`pictures[${place}].alt`} label={label("alt")} value={picture.alt} maxLength={300} />
                <Select
                  name={`pictures[${place}].keep`}
                  label={label("pictureStays")}
                  defaultValue="true"
                  choices={[
                    { value: "true", label: label("keep") },
                    { value: "false", label: label("takeOff") },
                  ]}
                  className="max-w-xs"
                />
              </div>
            </div>
          ))}
        </Group>
      )}
    </>
  );
}

function AdvantageFields({
  place,
  advantage,
}: {
  place: number;
  advantage?: NonNullable<Content["profile"]["advantages"]>[number];
}) {
  const { t } = useTranslation();
  const name = `advantages[${place}]`;
  const number = place + 1;
  return (
    <div className="mb-4 border-l-2 border-line2 pl-4">
      <WordsFields
        name={`${name}.claim`}
        label={t("technology.edit.claim", { number })}
        value={advantage?.claim}
        maxLength={300}
      />
      <WordsFields
        name={`${name}.evidence`}
        label={t("technology.edit.evidence", { number })}
        value={advantage?.evidence}
        rows={2}
      />
      <WordsFields
        name={`${name}.rival.name`}
        label={t("technology.edit.rival", { number })}
        value={advantage?.rival?.name}
        maxLength={300}
      />
      <div className="grid max-w-md gap-x-4 sm:grid-cols-2">
        <TextField
          name={`${name}.rival.ours`}
          label={t("technology.edit.ours", { number })}
          defaultValue={advantage?.rival?.ours ?? ""}
          maxLength={60}
        />
        <TextField
          name={`${name}.rival.theirs`}
          label={t("technology.edit.theirs", { number })}
          defaultValue={advantage?.rival?.theirs ?? ""}
          maxLength={60}
        />
      </div>
    </div>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="mb-8">
      <h2 className="mb-2 border-b border-line2 pb-1.5 text-[17px]">{title}</h2>
      {hint && <p className="mb-3 max-w-[75ch] text-sm text-ink2">{hint}</p>}
      {children}
    </section>
  );
}
