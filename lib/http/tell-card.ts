import { type Telemetry, whatFailed } from './telemetry.ts';

interface Active {
  card: { id: string; version: string };
  activationSeq: number;
}

/** Lines and counts about the card that a function works by. */
export function tellCard({ log, count }: Telemetry) {
  const about = ({ card, activationSeq }: Active) => ({ card: `${card.id} ${card.version}`, activationSeq });
  return {
    pickedUp: (active: Active) => log('card-picked-up', about(active)),
    notRefreshed: (error: unknown, former: Active | undefined) => {
      log('card-not-refreshed', { ...(former && about(former)), ...whatFailed(error) });
      count('CardNotRefreshed');
    },
  };
}
