import { Form, Link, useSubmit } from "@remix-run/react";
import clsx from "clsx";
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "../i18n/words.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

export interface Move {
  /** The column it leads to. */
  to: string;
  intent: string;
  label: string;
  needsReason?: boolean;
}

export interface Card {
  id: string;
  column: string;
  to: string;
  title: ReactNode;
  /** Age against target, owner. */
  meta: ReactNode;
  isOverdue?: boolean;
  moves: Move[];
}

/**
 * A board: columns are states, cards records. A card goes only where one of its moves leads, by pointer, by its menu, or
 * without script by the same menu; elsewhere the board says why not. Arrow keys lead from card to card; with Shift, left
 * and right move the card. A move posts `subject`, `intent` and, where one is needed, `reason` to the page.
 */
export function Board({
  columns,
  cards,
  label,
}: {
  /** `total` where the column holds more than the cards shown, all of them at `all`. */
  columns: Array<{ id: string; label: string; total?: number; all?: string }>;
  cards: Card[];
  label: string;
}) {
  const { t } = useTranslation();
  const submit = useSubmit();
  const dragged = useRef<Card>();
  const [asked, setAsked] = useState<{ card: Card; move: Move }>();
  const [refusal, setRefusal] = useState("");
  const board = useRef<HTMLElement>(null);
  const moving = useRef<Card>();
  // A moved card is drawn anew in its column: whoever moved it stays on it, or on the word about it where it is not shown.
  useEffect(() => {
    const was = moving.current;
    const is = cards.find((each) => each.id === was?.id);
    if (!was || is?.column === was.column) return;
    // An open question would take the focus back: it closes first.
    if (asked) return setAsked(undefined);
    moving.current = undefined;
    const link = board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(was.id)}"]`);
    (link ?? board.current)?.focus();
  }, [cards, asked]);
  const moveTo = (card: Card, column: { id: string; label: string }) => {
    const move = card.moves.find((each) => each.to === column.id);
    setRefusal(
      move
        ? ""
        : t("kit.board.refused", {
            column: column.label,
            moves: card.moves.map((each) => each.label).join(", ") || t("kit.board.noMoves"),
          }),
    );
    if (move?.needsReason) setAsked({ card, move });
    else if (move) {
      moving.current = card;
      submit({ subject: card.id, intent: move.intent }, { method: "post" });
    }
  };
  const drop = (column: { id: string; label: string }) => {
    const card = dragged.current;
    dragged.current = undefined;
    if (card && card.column !== column.id) moveTo(card, column);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!event.shiftKey || !step) return moveBetweenCards(event);
    const card = cards.find((each) => each.id === (event.target as HTMLElement).dataset.card);
    if (!card) return;
    event.preventDefault();
    const from = columns.findIndex((column) => column.id === card.column);
    const onThatSide = step > 0 ? columns.slice(from + 1) : columns.slice(0, from).reverse();
    const column =
      onThatSide.find((each) => card.moves.some((move) => move.to === each.id)) ?? onThatSide[0] ?? columns[from];
    if (column) moveTo(card, column);
  };
  return (
    // Every way of moving a card posts a form that names it.
    <section
      ref={board}
      tabIndex={-1}
      aria-label={label}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        const subject = new FormData(event.target as HTMLFormElement).get("subject");
        moving.current = cards.find((each) => each.id === subject);
      }}
    >
      <p role="status" className="min-h-6 text-sm text-warn">
        {refusal}
      </p>
      <div className="flex gap-4 overflow-x-auto pb-3">
        {columns.map((column) => {
          const here = cards.filter((card) => card.column === column.id);
          return (
            <section
              key={column.id}
              aria-label={column.label}
              data-column
              className="min-w-44 flex-1"
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => drop(column)}
            >
              <h3 className="mb-2 flex justify-between border-b border-line2 pb-1 text-sm font-semibold">
                {column.label} <span className="font-normal text-ink3">{column.total ?? here.length}</span>
              </h3>
              <ul className="min-h-16">
                {here.map((card) => (
                  <li
                    key={card.id}
                    draggable={card.moves.length > 0}
                    onDragStart={(event: DragEvent) => {
                      event.dataTransfer.effectAllowed = "move";
                      event.dataTransfer.setData("text/plain", card.id);
                      dragged.current = card;
                    }}
                    className={clsx(
                      "mb-2 rounded-md border bg-raised px-3 py-2 text-sm",
                      card.isOverdue ? "border-warn" : "border-line2",
                      card.moves.length > 0 && "cursor-grab",
                    )}
                  >
                    <Link to={card.to} data-card={card.id} className="block font-semibold text-ink">
                      {card.title}
                    </Link>
                    <p className={card.isOverdue ? "text-warn" : "text-ink3"}>{card.meta}</p>
                    {card.moves.length > 0 && <MoveMenu card={card} />}
                  </li>
                ))}
              </ul>
              {column.all && (column.total ?? 0) > here.length && (
                <p className="text-sm">
                  <Link to={column.all}>{t("kit.board.all", { count: column.total })}</Link>
                </p>
              )}
            </section>
          );
        })}
      </div>
      {asked && (
        <Dialog title={asked.move.label} isOpen onClose={() => setAsked(undefined)}>
          <MoveForm card={asked.card} move={asked.move} />
        </Dialog>
      )}
    </section>
  );
}

function MoveMenu({ card }: { card: Card }) {
  const { t } = useTranslation();
  return (
    <details className="mt-1">
      <summary className="text-ink2">{t("kit.board.move")}</summary>
      {card.moves.map((move) => (
        <MoveForm key={move.intent} card={card} move={move} />
      ))}
    </details>
  );
}

function MoveForm({ card, move }: { card: Card; move: Move }) {
  const { t } = useTranslation();
  return (
    <Form method="post" noValidate className="mt-2">
      <input type="hidden" name="subject" value={card.id} />
      {move.needsReason && (
        <label className="mb-2 block">
          {t("outputs.act.reason")}
          <textarea
            name="reason"
            rows={2}
            required
            className="w-full rounded-md border border-line2 bg-raised px-2 py-1"
          />
        </label>
      )}
      <Button name="intent" value={move.intent}>
        {move.label}
      </Button>
    </Form>
  );
}

/** Up and down within a column, left and right to the card at the same height of the next column that has one. */
function moveBetweenCards(event: KeyboardEvent<HTMLElement>): void {
  const card = event.target as HTMLElement;
  if (!card.matches("[data-card]")) return;
  const columns = [...event.currentTarget.querySelectorAll("[data-column]")].map((column) => [
    ...column.querySelectorAll<HTMLElement>("[data-card]"),
  ]);
  const across = columns.findIndex((cards) => cards.includes(card));
  const down = columns[across]!.indexOf(card);
  const beside = (step: number) => {
    const cards = (step > 0 ? columns.slice(across + 1) : columns.slice(0, across).reverse()).find(
      (each) => each.length > 0,
    );
    return cards?.[Math.min(down, cards.length - 1)];
  };
  const downStep = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const acrossStep = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = downStep ? columns[across]![down + downStep] : acrossStep ? beside(acrossStep) : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
