import type { Messages } from '../en.ts';

export const shell: Messages['shell'] = {
  skip: '跳到正文',
  pages: '页面',
  language: '语言',
  otherLanguage: 'English',
  theme: '外观',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  notFound: '没有这个页面',
  failed: '无法显示此页面',
  failedHint: '无法绘制接口返回的内容。其他页面不受影响。',
  notFoundHint: '控制台中没有该地址所指的页面。',
};

export const session: Messages['session'] = {
  title: '登录',
  lead: '控制台只显示您的令牌有权查看的内容。令牌仅保存在本页内存中，刷新或关闭页面即消失。',
  again: '令牌已失效',
  againLead: '令牌已过期或被拒绝。粘贴新的令牌即可从原处继续。',
  token: '访问令牌（Bearer）',
  tokenHint: '单机运行时，npm start 会打印一个可直接登录的链接。',
  submit: '登录',
  signOut: '退出',
  notAToken: '这不是访问令牌：令牌由三段组成，以点号分隔。',
  expired: '该令牌已过期。',
  signedInAs: (name) => `当前身份：${name}`,
  validUntil: '有效期至',
  scopes: '权限',
  tier: '数据来源级别',
  subject: '主体',
  details: '账户',
};

export const common: Messages['common'] = {
  loading: '正在加载',
  retry: '重试',
  cancel: '取消',
  close: '关闭',
  data: '以表格查看数据',
  unreachable: '无法连接服务',
  unreachableHint: '请确认服务正在运行，且本机网络可用。',
  unreadable: '应答的不是本服务',
  none: '无',
  of: (value, whole) => `${value} / ${whole}`,
};

export const dimensions: Messages['dimensions'] = {
  creditHistory: { name: '信用历史', short: '历史' },
  fulfilmentCapacity: { name: '履约能力', short: '履约' },
  behaviour: { name: '行为偏好', short: '行为' },
  identity: { name: '身份特质', short: '身份' },
  socialRelationships: { name: '人脉关系', short: '人脉' },
};

export const tiers: Messages['tiers'] = {
  self: '本人',
  platform: '平台',
  partner: '合作机构',
  bureau: '征信机构',
  registry: '官方登记机构',
};
