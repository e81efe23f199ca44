import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{statSync as o}from"node:fs";import{dirname as n,join as e,resolve as f}from"node:path";function d(r){for(let i=f(r);;i=n(i)){if(t(e(i,"imprint.yaml"),"isFile")||t(e(i,"blueprints"),"isDirectory"))return i;if(i===n(i))return}}function t(r,i){return o(r,{throwIfNoEntry:!1})?.[i]()??!1}export{d as a};
//# sourceMappingURL=chunk-RXRO3BD6.js.map
