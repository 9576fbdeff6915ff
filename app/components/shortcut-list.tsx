import { useTranslation } from "../i18n/words.ts";
import { Dialog } from "./dialog.tsx";

/** The list of the portal's keys. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const keys = [
    ["/", t("kit.keys.search")],
    ["g h", t("kit.keys.home")],
    ["g t", t("site.nav.technologies")],
    ["g n", t("site.nav.needs")],
    ["g v", t("site.nav.ventures")],
    ["g c", t("site.nav.programmes")],
    ["g r", t("site.workspace.research")],
    ["g o", t("site.workspace.office")],
    ["g p", t("site.workspace.partner")],
    ["g f", t("site.workspace.funding")],
    ["g i", t("site.workspace.incubator")],
    ["g a", t("site.workspace.admin")],
    ["↑ ↓ ← →", t("kit.keys.arrows")],
    ["⇧ ← →", t("kit.keys.moveCard")],
    ["Esc", t("kit.keys.escape")],
  ];
  return (
    <Dialog title={t("kit.keys.title")} isOpen onClose={onClose}>
      <dl className="grid grid-cols-[7rem_1fr] gap-y-1 text-sm">
        {keys.map(([key, what]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded border border-line2 px-1.5">{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
