// AWS as far as a replay sees it: S3 and DynamoDB are engines of their own kind on this machine, Lambda is a server that
// answers as Invoke does. What AWS itself permits, and how it signs and limits calls, is not shown with it.
//
//   const aws = standIn();
//   await aws.keep('a', documentOf([scoreRecord('amina')]));          // an object of the test's own bucket
//   const { code, output, invocations } = await aws.replay([`s3://${aws.bucket}`], ({ people }) => TAKEN);

import { type AttributeValue, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { startDynalite } from '../../local/engines/dynalite.ts';
import { clientConfig, type Engine } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';
import { tahini } from '../support/tahini.ts';
import { ACCOUNT, type Invocation, type LambdaAnswer, lambda } from './replay-support.ts';

export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key', AWS_REGION: 'eu-west-1' };
export const PREFIX = 'aws/lambda/0c1d/shardId-7/2026/11/20';
const service = readService('serverless.yml');
export const { SUBJECTS_TABLE = '', OPERATIONS_TABLE = '' } = service.environment;

type Item = Record<string, AttributeValue>;
export type Answering = (invocation: Invocation) => LambdaAnswer | Promise<LambdaAnswer>;

export function standIn() {
  let aws: FauxqsServer;
  let engine: Engine;
  let s3: S3Client;
  let dynamodb: DynamoDBClient;
  let buckets = 0;
  const bucketNow = () => `failures-${buckets}`;
  beforeAll(async () => {
    // The account that dynalite names in its tables' ARNs.
    process.env.AWS_ACCOUNT_ID = ACCOUNT;
    [aws, engine] = await Promise.all([startFauxqs({ port: 0, logger: false }), startDynalite()]);
    await engine.createTables(service.tables);
    s3 = new S3Client({ ...clientConfig(aws.address), forcePathStyle: true });
    dynamodb = new DynamoDBClient(clientConfig(engine.endpoint));
  });
  afterAll(async () => {
    s3.destroy();
    dynamodb.destroy();
    await Promise.all([aws.stop(), engine.close()]);
  });
  beforeEach(() => {
    buckets += 1;
    aws.createBucket(bucketNow());
  });
  const endpoints = () => ({ AWS_ENDPOINT_URL_S3: aws.address, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint });
  const keepAs = (Key: string, text: string) =>
    s3.send(new PutObjectCommand({ Bucket: bucketNow(), Key, Body: Buffer.from(text) }));
  const keys = async () => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucketNow() }));
    return Contents.map(({ Key = '' }) => Key);
  };
  return {
    get bucket() {
      return bucketNow();
    },
    get dynamodb() {
      return dynamodb;
    },
    endpoints,
    keepAs,
    keep: (name: string, text: string) => keepAs(`${PREFIX}/${name}`, text),
    keys,
    left: async () => (await keys()).map((key) => key.slice(PREFIX.length + 1)),
    put: (TableName: string, Item: Item) => dynamodb.send(new PutItemCommand({ TableName, Item })),
    get: async (TableName: string, pk: string, sk: string): Promise<Item | undefined> =>
      (await dynamodb.send(new GetItemCommand({ TableName, Key: { pk: { S: pk }, sk: { S: sk } } }))).Item,
    replay: async (args: string[], answer?: Answering, settings: NodeJS.ProcessEnv = {}) => {
      const { endpoint, invocations } = await lambda(answer);
      const env = { ...CREDENTIALS, ...endpoints(), AWS_ENDPOINT_URL_LAMBDA: endpoint, AWS_MAX_ATTEMPTS: '1' };
      const ended = await tahini(['replay-failures', ...args], { ...env, ...settings }).ended;
      expect(ended.output + ended.errors).not.toMatch(/amina|bob/);
      return { ...ended, invocations };
    },
  };
}
