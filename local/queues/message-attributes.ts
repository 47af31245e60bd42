import { createHash } from 'node:crypto';
import type { SQSMessageAttributes } from 'aws-lambda';

/** Attributes as SendMessage is given them; binary values are base64. */
export type Attributes = Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;

export function md5(content: string | Buffer): string {
  return createHash('md5').update(content).digest('hex');
}

/** The digest that SQS answers with; nothing where there are no attributes. Amazon SQS Developer Guide, 'Message metadata'. */
export function md5OfAttributes(attributes: Attributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType, StringValue, BinaryValue } = attributes[name]!;
    const value = BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');
    const kind = Buffer.from([BinaryValue === undefined ? 1 : 2]);
    return [...withLength(Buffer.from(name)), ...withLength(Buffer.from(DataType)), kind, ...withLength(value)];
  });
  return md5(Buffer.concat(parts));
}

function withLength(bytes: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}

/** The same attributes as a function receives them. */
export function forLambda(attributes: Attributes): SQSMessageAttributes {
  const entries = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    {
      ...(StringValue !== undefined && { stringValue: StringValue }),
      ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: DataType,
    },
  ]);
  return Object.fromEntries(entries);
}
