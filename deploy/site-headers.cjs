// deploy/site-headers.json as a response headers policy of CloudFront, which has settings of its own for some names and refuses
// them among the others. Strict-Transport-Security comes on top: here there is always TLS.
const headers = require('./site-headers.json');

const KNOWN = {
  'Content-Security-Policy': (ContentSecurityPolicy) => ({
    ContentSecurityPolicy: { ContentSecurityPolicy, Override: true },
  }),
  'X-Content-Type-Options': () => ({ ContentTypeOptions: { Override: true } }),
  'Referrer-Policy': (ReferrerPolicy) => ({ ReferrerPolicy: { ReferrerPolicy, Override: true } }),
};

module.exports = () => {
  const all = Object.entries(headers);
  const known = all.filter(([name]) => name in KNOWN).map(([name, value]) => KNOWN[name](value));
  const others = all.filter(([name]) => !(name in KNOWN));
  return {
    security: {
      ...Object.assign({}, ...known),
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, Override: true },
    },
    custom: { Items: others.map(([Header, Value]) => ({ Header, Value, Override: true })) },
  };
};
