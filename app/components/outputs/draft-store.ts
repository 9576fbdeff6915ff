import { isTooLong, stepOf } from "#services/outputs/answer-paths.ts";
import { keptOnDevice } from "../on-device.ts";
import type { DraftClock } from "./draft-view.server.ts";

/** What became of one answer that was sent; the server's words (`services/outputs/answers.ts`). */
type Outcome = { path: string } & ({ is: "saved" } | { is: "changed"; kept: string } | { is: "refused"; code: string });
interface Change {
  path: string;
  value: string;
  was: string;
}
type Stand = { is: "changed"; kept: string } | { is: "refused"; code: string };
export type SaveState =
  | { is: "idle" }
  | { is: "saving" }
  | { is: "saved"; at: number }
  /** No answer at all. */
  | { is: "lost" }
  /** Any other answer than one that says what became of each: with the portal's word for it, where it has one. */
  | { is: "unanswered"; status: number; code?: string }
  | { is: "signedOut" };

/** How long somebody pauses before what was typed is sent, and before a lost connection is tried again. */
const PAUSE = 700;
const RETRY = 4_000;

/**
 * The answers of one disclosure on this device: what is typed, what the server is known to keep, and what is still on
 * its way. Every change is written to the device first, so that neither a lost connection nor a closed page loses it,
 * and sent when it can be. What somebody else saved meanwhile is never overwritten: the writer chooses.
 */
export class DraftStore {
  saveState: SaveState = { is: "idle" };
  /** Whether this device could keep what is not saved yet: it has room for so much only. */
  isOnDevice = true;
  /** The patent clock by the days that were saved last; undefined until one is. */
  clock: DraftClock | undefined;
  version = 0;
  /** Whether somebody wanted to go where the portal is needed, and there is no connection. */
  isHeld = false;
  private readonly address: string;
  private readonly place: string;
  private readonly onVoided: () => void;
  private values: Record<string, string>;
  private known: Record<string, string>;
  private readonly stands = new Map<string, Stand>();
  /** Paths on their way, oldest first. */
  private readonly pending = new Set<string>();
  /** Those of them that are still being typed, and right only as a whole: an address, a share. They wait until left. */
  private readonly half = new Set<string>();
  private readonly epochs = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private flight: Promise<boolean> | undefined;
  private isMeant = false;

  constructor(disclosureId: string, answers: Record<string, string>, onVoided: () => void) {
    this.address = `/research/disclosures/${disclosureId}/answer`;
    this.place = `slipway:draft:${disclosureId}`;
    this.onVoided = onVoided;
    this.values = { ...answers };
    this.known = { ...answers };
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }

  /** Takes up what this device still holds from before, and starts to send. */
  start(): () => void {
    const left = JSON.parse(localStorage.getItem(this.place) ?? "[]") as Change[];
    for (const { path, value, was } of left) {
      if (value === "" && path.split(".").length === 2) this.dropValues(path);
      else {
        this.values[path] = value;
        this.known[path] = was;
      }
      this.pending.add(path);
      this.renew(path);
    }
    if (left.length > 0) void this.flush();
    const again = () => {
      this.isHeld = false;
      this.changed();
      void this.sendWhole();
    };
    window.addEventListener("online", again);
    this.changed();
    return () => {
      window.removeEventListener("online", again);
      clearTimeout(this.timer);
    };
  }

  value = (path: string): string => this.values[path] ?? "";
  stand = (path: string): Stand | undefined => this.stands.get(path);
  /** The paths of the answers that are not taken. One that waits for a word in a dialog is none of them yet. */
  refused(): string[] {
    const asked = this.waitsForConsent();
    return [...this.stands.keys()].filter((path) => !asked.includes(path));
  }
  /** The steps on which an answer is not taken. */
  refusedSteps = () => [...new Set(this.refused().flatMap((path) => stepOf(path) ?? []))];
  /** Whether something typed waits on this device until its field is left, or is on its way. */
  waiting = (): "forTheRest" | "toBeSent" | undefined =>
    this.sendable().length > 0 ? "toBeSent" : this.half.size > 0 ? "forTheRest" : undefined;
  /** Changes when a field must show another value than what was typed into it. */
  epoch = (path: string): number => this.epochs.get(path) ?? 0;
  all = (): Record<string, string> => this.values;
  /** What the server is known to keep, for a form that is sent whole. */
  kept = (): Record<string, string> => this.known;

  /** The rows of a list, in the order in which they came. */
  rows(list: string): string[] {
    const ids = new Set<string>();
    for (const path of Object.keys(this.values)) {
      const [head, row, member] = path.split(".");
      if (head === list && row && member) ids.add(row);
    }
    return [...ids];
  }

  /**
   * Takes what is typed; `isSentNow` for a choice, while words are sent after a pause. What was said of the field stays
   * until the server has answered: a line that goes while somebody presses a button would move it away under the finger.
   */
  set(path: string, value: string, isSentNow = false): void {
    this.half.delete(path);
    this.hold(path, value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sendWhole(), isSentNow ? 0 : PAUSE);
  }

  /** Takes what is right only as a whole, key by key: kept on the device, and sent once its field is left. */
  type(path: string, value: string): void {
    this.half.add(path);
    this.hold(path, value);
  }

  leave(path: string): void {
    if (this.half.has(path)) this.set(path, this.value(path));
  }

  private hold(path: string, value: string): void {
    this.values[path] = value;
    this.pending.add(path);
    this.write();
    this.changed();
  }

  /** Sets a value that the field does not show by itself. */
  replace(path: string, value: string): void {
    this.renew(path);
    this.set(path, value, true);
  }

  addRow(list: string, members: Record<string, string>): string {
    const row = crypto.randomUUID();
    for (const [member, value] of Object.entries(members)) this.set(`${list}.${row}.${member}`, value);
    return row;
  }

  removeRow(list: string, row: string): void {
    const path = `${list}.${row}`;
    this.dropValues(path);
    this.pending.add(path);
    this.write();
    this.changed();
    void this.sendWhole();
  }

  private dropValues(path: string): void {
    for (const each of Object.keys(this.values))
      if (each.startsWith(`${path}.`)) {
        delete this.values[each];
        this.pending.delete(each);
        this.half.delete(each);
        this.stands.delete(each);
      }
  }

  /** Over what somebody else saved meanwhile: mine, or theirs. */
  choose(path: string, mine: boolean): void {
    const stand = this.stands.get(path);
    if (stand?.is !== "changed") return;
    this.known[path] = stand.kept;
    this.stands.delete(path);
    if (mine) {
      this.set(path, this.value(path), true);
      return;
    }
    this.values[path] = stand.kept;
    this.pending.delete(path);
    this.half.delete(path);
    this.renew(path);
    this.write();
    this.changed();
  }

  /** The paths that wait for the writer to say that confirmations may be taken back. */
  waitsForConsent(): string[] {
    return [...this.stands].flatMap(([path, stand]) =>
      stand.is === "refused" && stand.code === "wouldVoid" ? [path] : [],
    );
  }

  consent(isGiven: boolean): void {
    for (const path of this.waitsForConsent()) {
      this.stands.delete(path);
      if (isGiven) this.pending.add(path);
      else this.takeBack(path);
    }
    this.isMeant = isGiven;
    this.write();
    this.changed();
    if (isGiven) void this.sendWhole();
  }

  private takeBack(path: string): void {
    this.pending.delete(path);
    this.half.delete(path);
    for (const [each, value] of Object.entries(this.known))
      if (each === path || each.startsWith(`${path}.`)) {
        this.values[each] = value;
        this.renew(each);
      }
    if (this.known[path] === undefined && path.split(".").length === 3) delete this.values[path];
  }

  private renew(path: string): void {
    this.epochs.set(path, this.epoch(path) + 1);
  }

  private sendable = (): string[] => [...this.pending].filter((path) => !this.half.has(path));
  private change = (path: string): Change => ({ path, value: this.value(path), was: this.known[path] ?? "" });

  private write(): void {
    const left = [...new Set([...this.pending, ...this.stands.keys()])].map(this.change);
    if (left.length === 0) localStorage.removeItem(this.place);
    this.isOnDevice = left.length === 0 || keptOnDevice(this.place, left);
    // Better all but what is too long for the portal, too, than nothing.
    if (!this.isOnDevice)
      keptOnDevice(
        this.place,
        left.filter(({ path, value }) => !isTooLong(path, value)),
      );
  }

  /** Stays where it is, and says why. */
  stay(): void {
    this.isHeld = true;
    this.changed();
  }

  /** Sends all there is: whoever goes on has typed to the end. True when nothing is left to send. */
  flush(): Promise<boolean> {
    this.half.clear();
    return this.sendWhole();
  }

  private async sendWhole(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.flight) await this.flight;
    if (this.sendable().length === 0) return true;
    this.flight = this.send();
    const isDone = await this.flight;
    this.flight = undefined;
    // What was typed while the rest was on its way.
    if (isDone && this.sendable().length > 0) this.timer = setTimeout(() => void this.sendWhole(), PAUSE);
    return isDone;
  }

  private async send(): Promise<boolean> {
    const wanted = this.sendable().map(this.change);
    // Refused here already: it may be longer than can be sent at all, and holds nothing else back.
    const tooLong = wanted.filter(({ path, value }) => isTooLong(path, value));
    for (const { path } of tooLong) this.settle({ path, is: "refused", code: "tooLong" }, tooLong);
    const changes = wanted.filter((each) => !tooLong.includes(each));
    if (changes.length === 0) {
      this.changed();
      return true;
    }
    this.saveState = { is: "saving" };
    this.changed();
    const body = JSON.stringify({ changes, isMeant: this.isMeant });
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(this.address, { method: "POST", body, headers }).catch(() => null);
    const isAnswer = response?.headers.get("content-type")?.includes("json");
    const answer = isAnswer
      ? ((await response!.json().catch(() => null)) as {
          outcomes?: Outcome[];
          code?: string;
          at: number;
          isVoided: boolean;
          clock?: DraftClock;
        } | null)
      : null;
    if (!answer?.outcomes) {
      // Whoever is signed out is led to the sign-in page.
      if (!response) this.saveState = { is: "lost" };
      else if (response.redirected) this.saveState = { is: "signedOut" };
      else this.saveState = { is: "unanswered", status: response.status, code: answer?.code };
      this.changed();
      // Refused as a whole, such as after signing out: to ask again by itself would be of no use.
      if (!response || response.status >= 500) this.timer = setTimeout(() => void this.sendWhole(), RETRY);
      return false;
    }
    for (const outcome of answer.outcomes) this.settle(outcome, changes);
    this.saveState = { is: "saved", at: answer.at };
    if (answer.clock) this.clock = answer.clock;
    this.write();
    this.changed();
    if (answer.isVoided) {
      this.isMeant = false;
      this.onVoided();
    }
    return true;
  }

  private settle(outcome: Outcome, changes: Change[]): void {
    const { path } = outcome;
    const sent = changes.find((change) => change.path === path)?.value ?? "";
    const isNewer = this.value(path) !== sent;
    if (!isNewer) this.pending.delete(path);
    if (outcome.is === "saved") {
      this.stands.delete(path);
      if (path.split(".").length === 2) {
        for (const each of Object.keys(this.known)) if (each.startsWith(`${path}.`)) delete this.known[each];
      } else this.known[path] = sent;
    } else if (!isNewer) {
      const { path: _path, ...stand } = outcome;
      this.stands.set(path, stand);
    }
  }
}
