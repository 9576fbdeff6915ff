import { useTranslation } from "../../i18n/words.ts";
import { ActForm } from "../act-form.tsx";
import { Button } from "../button.tsx";
import { FileField } from "../fields.tsx";
import { Section } from "../page.tsx";
import { WordsFields } from "./words-fields.tsx";

/** Brings in a picture, with the words for those who do not see it. */
export function PictureForm() {
  const { t } = useTranslation();
  return (
    <Section title={t("technology.addPicture")}>
      <ActForm intents={["picture"]} encType="multipart/form-data">
        <FileField
          name="picture"
          label={t("technology.edit.picture")}
          hint={t("technology.edit.pictureHint")}
          accept={["jpg", "jpeg", "png", "webp"]}
        />
        <WordsFields name="alt" label={t("technology.edit.alt")} hint={t("technology.edit.altHint")} maxLength={300} />
        <Button name="intent" value="picture">
          {t("technology.addPicture")}
        </Button>
      </ActForm>
    </Section>
  );
}
