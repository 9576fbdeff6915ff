import { useEffect, useState } from "react";

/**
 * A sum that the browser does while the form is written, in place of a captcha. Without JavaScript the fields stay as
 * they are, and the server lets such forms through more slowly.
 */
export function ProofOfWork({ challenge, bits }: { challenge: string; bits: number }) {
  const [proof, setProof] = useState("");
  useEffect(() => {
    let isStopped = false;
    void solve(challenge, bits, () => isStopped).then((found) => found && setProof(found));
    return () => {
      isStopped = true;
    };
  }, [challenge, bits]);
  return (
    <>
      <input type="hidden" name="challenge" value={challenge} />
      <input type="hidden" name="proof" value={proof} />
    </>
  );
}

/** The first number whose SHA-256 with the challenge begins with so many zero bits. */
async function solve(challenge: string, bits: number, isStopped: () => boolean): Promise<string | undefined> {
  // Only there on https and on this machine itself.
  if (!globalThis.crypto?.subtle) return undefined;
  const encoder = new TextEncoder();
  for (let number = 0; number < 2 ** (bits + 6) && !isStopped(); number++) {
    const hash = new DataView(await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`)));
    if (hash.getUint32(0) >>> (32 - bits) === 0) return String(number);
  }
  return undefined;
}
