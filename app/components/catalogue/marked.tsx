import type { Part } from "#services/catalogue/index.ts";

/** A text in which the words that were searched for are marked. */
export function Marked({ parts }: { parts: Part[] }) {
  return <>{parts.map((part, place) => (part.isMarked ? <mark key={place}>{part.text}</mark> : part.text))}</>;
}
