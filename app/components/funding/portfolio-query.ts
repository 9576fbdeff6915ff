/** What the address narrows the portfolio to, on its page and in what is taken away from it. */
export function narrowed({ searchParams }: URL) {
  const asked = (name: string) => searchParams.get(name) || undefined;
  return { state: asked("state"), callId: asked("call"), leadId: asked("lead"), number: asked("number") };
}
