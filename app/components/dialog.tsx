import type { ReactNode } from "react";
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay, Pressable } from "react-aria-components";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { useHydrated } from "./hydrated.ts";

/** A question in front of the page. Esc and the quiet button close it, and the focus returns to where it was. */
export function Dialog({
  title,
  children,
  isOpen,
  onClose,
}: {
  title: ReactNode;
  children: ReactNode;
  isOpen?: boolean;
  onClose?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose?.()}
      isDismissable
      className="fixed inset-0 z-40 grid place-items-center bg-black/40 p-4"
    >
      <Modal className="max-h-full w-full max-w-lg overflow-auto rounded-md border border-line2 bg-paper p-6 text-ink shadow-xl">
        <AriaDialog className="outline-none">
          {({ close }) => (
            <>
              <Heading slot="title" className="mb-2 text-[17px]">
                {title}
              </Heading>
              {children}
              <Button type="button" look="quiet" className="mt-3" onClick={close}>
                {t("kit.back")}
              </Button>
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * A button whose act cannot be taken back: it asks first. `children` is the form that acts. Before the page's script
 * runs the form opens in place instead.
 */
export function Confirm({ label, title, children }: { label: string; title: string; children: ReactNode }) {
  const isHydrated = useHydrated();
  if (!isHydrated)
    return (
      <details className="text-sm">
        <summary>{label}</summary>
        <p className="my-2">{title}</p>
        {children}
      </details>
    );
  return (
    <DialogTrigger>
      <Pressable>
        <Button type="button" look="quiet">
          {label}
        </Button>
      </Pressable>
      <Dialog title={title}>{children}</Dialog>
    </DialogTrigger>
  );
}
