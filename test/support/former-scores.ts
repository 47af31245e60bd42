/** A score as the former version of the service stored it, to the letter: JSON within the item. */
export const FORMER_DETAIL =
  '["2",["tahini-expert","1.1.0","R30CPWoWzhICrqDwNM7N3KpsaOoTks7j-8fAfl6f4hk"],[46,43,32,59,33],368,' +
  '[7480,9688,15480,7688,8000,-6000,35595,800,4000],[[23,"OBLIGATIONS_MISSED","missing",8000],' +
  '[29,"ADDRESS_RECENT","contradicted",6600],[7,"INSTALMENT_LATE","value",6400],[24,"WALLET_RECENT","stale",60]],' +
  '[598,"fair"],[-3,18,0]]';

export const FORMER_INPUTS =
  '1[[["synthetic-utility",2,900,1000],["self",0,500,-400],["synthetic-registry",4,1000,1000]],' +
  '[[12,5,0],[4,5,0],[1,5,0],[-25,5,0],0,0,0,0,0,0,0,[96.5,4,1],[23,4,1],0,0,[9,430,1],[1,40,2]],16,[[11,2,0],[15,4,2]]]';
