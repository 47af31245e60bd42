import type { Mutation, Properties } from './spoilt.ts';

const config = (of: (id: string) => Properties) => of('ConsoleDistribution').DistributionConfig;

/** How the console could be open where it should not, or keep what is somebody's. */
export const CONSOLE: Mutation[] = [
  ['a console that nobody asked for', (_of, t) => delete t.Resources.ConsoleBucket!.Condition, /asked for or not/],
  ['an API that is kept on the way', (of) => (config(of).CacheBehaviors[0].CachePolicyId = 'x'), /v1.* is kept/],
  ['an API without tokens', (of) => delete config(of).CacheBehaviors[0].OriginRequestPolicyId, /without its token/],
  [
    'tokens that are sent in the clear',
    (of) => (config(of).CacheBehaviors[0].ViewerProtocolPolicy = 'redirect-to-https'),
    /sends a token on/,
  ],
  ['no page of the API', (of) => config(of).CacheBehaviors.splice(2, 1), /leads elsewhere/],
  [
    'an old TLS',
    (of) => (config(of).ViewerCertificate['Fn::If'][1].MinimumProtocolVersion = 'TLSv1'),
    /less than TLS 1\.2/,
  ],
  ['a bucket asked as anybody', (of) => delete config(of).Origins[0].OriginAccessControlId, /as anybody/],
  ['a site without a policy', (of) => delete config(of).DefaultCacheBehavior.ResponseHeadersPolicyId, /its policy/],
  [
    'another policy than on one machine',
    (of) =>
      (of('ConsoleHeaders').ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy = {
        ContentSecurityPolicy: "default-src 'self'",
        Override: true,
      }),
    /does not send Content-Security-Policy/,
  ],
  [
    'a bucket that any distribution reads',
    (of) => delete of('ConsoleBucketPolicy').PolicyDocument.Statement[1].Condition,
    /other distributions/,
  ],
  [
    'a distribution that may write',
    (of) => (of('ConsoleBucketPolicy').PolicyDocument.Statement[1].Action = 's3:*'),
    /more than reading/,
  ],
];
