import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import headers from '../../../deploy/site-headers.json' with { type: 'json' };
import { problems } from './triggers.ts';

const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
const TO_THE_API = ['/v1/*', '/openapi.json', '/docs', '/health'];
const PARTS = /^AWS::CloudFront::|^ConsoleBucket/;

/** The console is there when it is asked for, is reached by its distribution alone, and what is anybody's is never kept on the way. */
export function checkConsole(template: Template): string[] {
  const distributions = ofType(template, 'AWS::CloudFront::Distribution');
  if (distributions.length !== 1) return ['there should be one distribution'];
  const parts = Object.entries(template.Resources).filter(([id, { Type }]) => PARTS.test(Type) || PARTS.test(id));
  return [
    ...parts.flatMap(([id, { Condition }]) =>
      problems(id, [[Condition === 'HasConsole', 'is made whether it is asked for or not']]),
    ),
    ...distributions.flatMap(([id, { Properties }]) => checkDistribution(id, Properties.DistributionConfig, template)),
    ...ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy').flatMap(([id, policy]) => checkHeaders(id, policy)),
    ...checkReader(template, distributions[0]![0]),
  ];
}

function checkDistribution(id: string, config: Resource['Properties'], template: Template): string[] {
  const { DefaultCacheBehavior: site, CacheBehaviors: others, Origins, ViewerCertificate } = config;
  const origin = (name: string) => Origins.find(({ Id }: { Id: string }) => Id === name);
  const own = ViewerCertificate['Fn::If'][1];
  const access = template.Resources[idOf(origin('site')?.OriginAccessControlId) ?? ''];
  return [
    ...problems(id, [
      [own.MinimumProtocolVersion === 'TLSv1.2_2021', 'takes less than TLS 1.2 at its own name'],
      [access?.Properties.OriginAccessControlConfig?.SigningBehavior === 'always', 'asks the bucket as anybody'],
      [origin('api')?.CustomOriginConfig?.OriginProtocolPolicy === 'https-only', 'asks the API without TLS'],
      [`${origin('api')?.CustomOriginConfig?.OriginSSLProtocols}` === 'TLSv1.2', 'asks the API by less than TLS 1.2'],
      [site.TargetOriginId === 'site' && site.ViewerProtocolPolicy === 'redirect-to-https', 'does not serve the site'],
      [idOf(site.ResponseHeadersPolicyId) === 'ConsoleHeaders', 'serves the site without its policy'],
      [
        `${others.map(({ PathPattern }: { PathPattern: string }) => PathPattern)}` === `${TO_THE_API}`,
        'leads elsewhere than the API has its routes',
      ],
    ]),
    ...others.flatMap((each: Resource['Properties']) =>
      problems(`${id} ${each.PathPattern}`, [
        [each.TargetOriginId === 'api', 'does not lead to the API'],
        [each.CachePolicyId === CACHING_DISABLED, 'is kept on the way'],
        [each.OriginRequestPolicyId === ALL_BUT_HOST, 'comes without its token'],
        [each.AllowedMethods.length === 7, 'cannot be changed through'],
        [/https/.test(each.ViewerProtocolPolicy), 'can be asked without TLS'],
        [
          each.PathPattern !== '/v1/*' || each.ViewerProtocolPolicy === 'https-only',
          'sends a token on after a first try',
        ],
      ]),
    ),
  ];
}

/** Each header of deploy/site-headers.json, with its value. */
function checkHeaders(id: string, { Properties }: Resource): string[] {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = Properties.ResponseHeadersPolicyConfig;
  const sent: Record<string, string> = {
    'Content-Security-Policy': security.ContentSecurityPolicy?.ContentSecurityPolicy,
    'Referrer-Policy': security.ReferrerPolicy?.ReferrerPolicy,
    ...(security.ContentTypeOptions && { 'X-Content-Type-Options': 'nosniff' }),
    ...Object.fromEntries(custom.Items.map(({ Header, Value }: Record<string, string>) => [Header, Value])),
  };
  return [
    ...Object.entries(headers).flatMap(([name, value]) =>
      problems(id, [[sent[name] === value, `does not send ${name} as on one machine`]]),
    ),
    ...problems(id, [[security.StrictTransportSecurity?.AccessControlMaxAgeSec >= 31536000, 'lets TLS be forgotten']]),
  ];
}

/** By the bucket's policy: one distribution reads, and nobody else does anything. */
function checkReader(template: Template, distribution: string): string[] {
  const policy = template.Resources.ConsoleBucketPolicy?.Properties.PolicyDocument;
  const allowed = (policy?.Statement ?? []).filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  const [only] = allowed;
  return problems('ConsoleBucketPolicy', [
    [allowed.length === 1 && only.Action === 's3:GetObject', 'allows more than reading, or to more'],
    [only?.Principal?.Service === 'cloudfront.amazonaws.com', 'lets others than CloudFront read'],
    [
      textOf(only?.Condition?.StringEquals?.['aws:SourceArn']).endsWith(`:distribution/\${${distribution}}`),
      'lets other distributions read',
    ],
  ]);
}
