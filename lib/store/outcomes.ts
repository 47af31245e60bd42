import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { OutcomePage, OutcomeStore, PersonOutcomes, StoredOutcome } from '../schemas/outcome.ts';
import { BEFORE_OUTCOMES, decisionsBefore, OUTCOME } from './decisions.ts';
import { calling, ifHolds } from './errors.ts';
import { scoreFrom } from './items.ts';

type Item = Record<string, AttributeValue>;
type Key = Record<'pk' | 'sk', { S: string }>;

/** From the mildest to the most serious; the place is what is stored. */
const BY_SERIOUSNESS = ['good', 'closed', 'bad'] as const;
/** How far one call goes on through items of people without outcomes: some megabytes. */
const MOST_PAGES = 8;
/** Enough to answer with: each loan costs a read of its decision. */
const ENOUGH = 200;

const keyOf = (
  subjectId: string,
  { partnerId, loan, observedOn }: Pick<StoredOutcome, 'partnerId' | 'loan' | 'observedOn'>,
) => ({
  pk: { S: subjectId },
  sk: { S: `${OUTCOME}${partnerId}#${loan}#${observedOn}` },
});

/**
 * Outcomes in the Decisions table. What is said of a loan and a day is one text whose order is that of seriousness, so
 * that whatever comes twice or out of order ends in the same item.
 */
export function outcomesIn(client: DynamoDBClient, table: string): OutcomeStore {
  return {
    putOutcome(subjectId, outcome, { profileVersion, expiresAt }) {
      const said = { S: `${BY_SERIOUSNESS.indexOf(outcome.outcome)}#${outcome.openedOn}#${outcome.product}` };
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(subjectId, outcome),
          said,
          profileVersion: { N: String(profileVersion) },
          expiresAt: { N: String(expiresAt) },
        },
        ConditionExpression: 'attribute_not_exists(pk) OR said < :said',
        ExpressionAttributeValues: { ':said': said },
      });
      return ifHolds(() => client.send(command));
    },

    async deleteOutcome(subjectId, outcome, profileVersion) {
      const command = new DeleteItemCommand({
        TableName: table,
        Key: keyOf(subjectId, outcome),
        ConditionExpression: 'profileVersion <= :version',
        ExpressionAttributeValues: { ':version': { N: String(profileVersion) } },
      });
      await ifHolds(() => client.send(command));
    },

    async listOutcomes({ segment, segments, after, limit }) {
      const gathered = new Gathered();
      let from = after === undefined ? undefined : keyAt(after);
      for (let pages = 1; ; pages += 1) {
        const command: ScanCommand = new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: segments,
          Limit: limit,
          FilterExpression: 'attribute_exists(said)',
          ProjectionExpression: 'pk, sk, said',
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        });
        const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await calling(() => client.send(command));
        for (const item of Items) gathered.add(item);
        if (LastEvaluatedKey === undefined) return gathered.all();
        from = LastEvaluatedKey as Key;
        const page = gathered.until(from);
        if (page !== undefined && (pages >= MOST_PAGES || gathered.count >= ENOUGH)) return page;
      }
    },

    async *decisionsUntil(subjectId, day) {
      const query = {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk < :before',
        ExpressionAttributeValues: { ':pk': { S: subjectId }, ':before': { S: decisionsBefore(day + 1) } },
        ScanIndexForward: false,
        // Nearly always the first one is wanted.
        Limit: 4,
      };
      const pages = paginateQuery({ client }, query)[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = await calling(() => pages.next());
        if (done) return;
        for (const item of value.Items ?? []) yield scoreFrom(item);
      }
    },
  };
}

/** Items as they come, by person. A person may be cut by the end of a page. */
class Gathered {
  count = 0;
  #unreadable = 0;
  readonly #people: { subjectId: string; outcomes: StoredOutcome[] }[] = [];

  add(item: Item): void {
    const subjectId = item.pk?.S ?? '';
    const outcome = outcomeFrom(item);
    if (outcome === undefined) this.#unreadable += 1;
    else if (this.#people.at(-1)?.subjectId === subjectId) this.#people.at(-1)?.outcomes.push(outcome);
    else this.#people.push({ subjectId, outcomes: [outcome] });
    this.count += 1;
  }

  all(): OutcomePage {
    return this.#page(this.#people, undefined);
  }

  /** Up to an item that the store read last; undefined when there is nobody but the one who is cut there. */
  until({ pk, sk }: Key): OutcomePage | undefined {
    const isCut = this.#people.at(-1)?.subjectId === pk.S;
    if (!isCut) return this.#page(this.#people, markOf(pk.S, sk.S));
    const whole = this.#people.slice(0, -1);
    return whole.length === 0 ? undefined : this.#page(whole, markOf(pk.S, BEFORE_OUTCOMES));
  }

  #page(people: readonly PersonOutcomes[], next: string | undefined): OutcomePage {
    return { people, unreadable: this.#unreadable, next };
  }
}

/** No id of a person has this sign. */
function markOf(subjectId: string, sk: string): string {
  return `${subjectId}#${sk}`;
}

function keyAt(mark: string): Key {
  const end = mark.indexOf('#');
  return { pk: { S: mark.slice(0, end) }, sk: { S: mark.slice(end + 1) } };
}

function outcomeFrom({ sk, said }: Item): StoredOutcome | undefined {
  const [, partnerId, loan, observedOn] = sk?.S?.split('#') ?? [];
  const [place, openedOn, product] = said?.S?.split('#') ?? [];
  const outcome = BY_SERIOUSNESS[Number(place)];
  if (!partnerId || !loan || !observedOn || !openedOn || !product || outcome === undefined) return undefined;
  return { partnerId, loan, outcome, product, openedOn, observedOn };
}
