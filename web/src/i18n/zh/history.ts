import type { Messages } from '../en.ts';

export const history: Messages['history'] = {
  title: '评分变化经过',
  lead: '每次变化都连同原因保存，各部分之和等于变化。',
  plot: (from, to) => `${from} 至 ${to} 的评分变化`,
  none: '尚无评分记录。',
  columns: ['日期', '评分', '变化'],
  older: '显示更早的记录',
  first: '首次评分',
  became: (score) => `达到可评分条件：${score}`,
  unscorable: '信息不足',
  noLonger: '已知信息已不足以评分',
  same: '评分不变，构成有变化',
  unknown: '未记录原因。',
  points: (points) => `${points} 分`,
  causes: { ageing: '时间推移，信息老化', data: '新的信息或授权', scorecard: '更换评分卡' },
  withBand: (points, from, to) => `${points}：由${from}变为${to}`,
};
