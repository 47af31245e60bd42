import { BlockList, isIP } from 'node:net';

/**
 * What is nobody's address on the open internet. Sources: the IANA registries of special-purpose addresses (RFC 6890 and
 * its updates); 169.254.169.254, where clouds hand out credentials, is link-local.
 */
const NOT_PUBLIC = {
  ipv4: [
    '0.0.0.0/8', // this network, unspecified
    '10.0.0.0/8', // private
    '100.64.0.0/10', // carrier-grade NAT
    '127.0.0.0/8', // loopback
    '169.254.0.0/16', // link-local
    '172.16.0.0/12', // private
    '192.0.0.0/24', // protocol assignments
    '192.0.2.0/24', // documentation
    '192.31.196.0/24', // AS112
    '192.52.193.0/24', // automatic multicast tunnelling
    '192.88.99.0/24', // 6to4 relays
    '192.168.0.0/16', // private
    '192.175.48.0/24', // AS112
    '198.18.0.0/15', // benchmarking
    '198.51.100.0/24', // documentation
    '203.0.113.0/24', // documentation
    '224.0.0.0/4', // multicast
    '240.0.0.0/4', // reserved, broadcast
  ],
  ipv6: [
    // All but 2000::/3: unspecified, loopback, IPv4-mapped and -compatible, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48),
    // discard-only, unique local (fd00:ec2::254), link-local, site-local, multicast, and what is not given to anybody.
    '::/3',
    '4000::/2',
    '8000::/1',
    '2001::/23', // Teredo, benchmarking, ORCHID, and other protocols
    '2001:db8::/32', // documentation
    '2002::/16', // 6to4
    '2620:4f:8000::/48', // AS112
    '3fff::/20', // documentation
    '3ffe::/16', // the former 6bone
  ],
} as const;

const LOOPBACK = { ipv4: ['127.0.0.0/8'], ipv6: ['::1/128'] } as const;

const notPublic = blockLists(NOT_PUBLIC);
const loopback = blockLists(LOOPBACK);

/** Whether an address, as a resolver writes it, is somebody's on the open internet. One with a zone is not. */
export function isPublic(address: string): boolean {
  return isPlain(address) && !isIn(notPublic, address);
}

export function isLoopback(address: string): boolean {
  return isPlain(address) && isIn(loopback, address);
}

function isPlain(address: string): boolean {
  return isIP(address) !== 0 && !address.includes('%');
}

type Lists = Record<'ipv4' | 'ipv6', BlockList>;

function isIn(lists: Lists, address: string): boolean {
  const kind = isIP(address) === 4 ? 'ipv4' : 'ipv6';
  return lists[kind].check(address, kind);
}

/** A list for each kind: in one, an IPv4 address would be looked for among the IPv4-mapped ones, too. */
function blockLists(ranges: Record<'ipv4' | 'ipv6', readonly string[]>): Lists {
  const listOf = (kind: 'ipv4' | 'ipv6') => {
    const list = new BlockList();
    for (const range of ranges[kind]) {
      const [network = '', bits] = range.split('/');
      list.addSubnet(network, Number(bits), kind);
    }
    return list;
  };
  return { ipv4: listOf('ipv4'), ipv6: listOf('ipv6') };
}
