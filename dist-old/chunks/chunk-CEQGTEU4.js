import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
function r(e){return{positionals:e.positionals,text:t=>t==="format"?"text":e.text(t),texts:t=>e.texts(t),isSet:t=>e.isSet(t)}}export{r as a};
//# sourceMappingURL=chunk-CEQGTEU4.js.map
