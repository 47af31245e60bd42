/** Something that is sent again and again, by some senders side by side. */
export interface Sender {
  name: string;
  senders: number;
  /** Of one sending. */
  units: number;
  send(sender: number): Promise<void>;
}

/** Units a second by the clock, one number per round, by sender; they take turns, and each round begins with another one. */
export async function clockRates(
  all: readonly Sender[],
  { rounds, sliceMs }: { rounds: number; sliceMs: number },
): Promise<Map<string, number[]>> {
  for (const one of all) await rateOf(one, sliceMs);
  const rates = new Map(all.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < all.length; turn += 1) {
      const one = all[(round + turn) % all.length] as Sender;
      rates.get(one.name)?.push(await rateOf(one, sliceMs));
    }
  }
  return rates;
}

async function rateOf({ senders, units, send }: Sender, sliceMs: number): Promise<number> {
  const started = performance.now();
  let sent = 0;
  const worker = async (_: unknown, sender: number) => {
    do {
      await send(sender);
      sent += 1;
    } while (performance.now() - started < sliceMs);
  };
  await Promise.all(Array.from({ length: senders }, worker));
  return (1000 * units * sent) / (performance.now() - started);
}
