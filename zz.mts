import {launchBrowser} from "./test/browser/launchBrowser.js";
import {serve} from "./test/browser/serve.js";
const site=await serve(), browser=await launchBrowser();
const page=await browser.newPage({viewport:{width:1280,height:900}});
await page.goto(site.url+"catalog/hardware.html",{waitUntil:"networkidle"});
const r=await page.evaluate(async()=>{
 const search=document.querySelector(".catalog [type=search]") as HTMLInputElement;
 const texts=["h","h1","h10","h100","h10","h1","h","","n","nv","nvi","nv","n","","zz",""];
 const out:any[]=[];
 for(let round=0;round<14;round++)for(const text of texts){
  await new Promise(r=>requestAnimationFrame(r));
  const s=performance.now(); search.value=text; search.dispatchEvent(new Event("input",{bubbles:true})); const js=performance.now()-s;
  await new Promise(r=>{const c=new MessageChannel();c.port1.onmessage=r as any;c.port2.postMessage(null)});
  const e=performance.now()-s; if(round>=2)out.push([round>=10,text,e,js]);
  if(round>=10)await new Promise(r=>setTimeout(r,250));
 } return out;});
for(const rest of [false,true]){const v=r.filter((x:any)=>x[0]===rest);const t=v.map((x:any)=>x[2]).sort((a:number,b:number)=>a-b);console.log(rest?"rest":"quick",t.length,"p50",t[t.length>>1].toFixed(1),"p95",t[Math.floor(.95*t.length)].toFixed(1),"max",t.at(-1).toFixed(1));
 const by:any={};for(const x of v)(by[x[1]]??=[]).push(x[2]);for(const k in by)console.log("  ",JSON.stringify(k),by[k].sort((a:number,b:number)=>a-b)[by[k].length>>1].toFixed(1), Math.max(...by[k]).toFixed(1));}
const all=r.map((x:any)=>x[2]).sort((a:number,b:number)=>a-b);console.log("all p95",all[Math.floor(.95*all.length)].toFixed(1));
await browser.close();await site.close();
