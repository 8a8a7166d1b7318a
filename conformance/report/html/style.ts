/** The one style sheet of the page. */

/** Its hash stands in the content security policy. */
export const pageStyle = `:root{color-scheme:light dark;--ground:#f7f7f4;--paper:#fff;--ink:#20262b;--quiet:#5d666e;--line:#e2e2dc;--well:#f2f2ee;--link:#0b5f8a;--good:#166b3f;--good-soft:#e3f2e9;--bad:#b3261e;--bad-soft:#fbe7e5;--warn:#835b00;--warn-soft:#faefd6;--none:#5d666e;--none-soft:#ececea;--c1:#c4d8e0;--c2:#6fa3ba;--c3:#145f82;--mark:#e0473d;--focus:#0b5f8a}
@media (prefers-color-scheme:dark){:root{--ground:#15181b;--paper:#1c2024;--ink:#e3e6e8;--quiet:#9aa4ac;--line:#2d3338;--well:#171b1e;--link:#7cc4ea;--good:#63c391;--good-soft:#19332a;--bad:#f2897f;--bad-soft:#3c2220;--warn:#e3b457;--warn-soft:#372c16;--none:#9aa4ac;--none-soft:#2a2f34;--c1:#2b4350;--c2:#3f7d9a;--c3:#8fd0ee;--mark:#ff6f61;--focus:#7cc4ea}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.75rem}
footer{padding-bottom:4rem;color:var(--quiet);font-size:.875rem}
h1{font-size:2rem;line-height:1.2;font-weight:650;letter-spacing:-.015em;margin:.15rem 0 .5rem}
h2{font-size:1.25rem;font-weight:650;letter-spacing:-.01em;margin:3rem 0 .35rem}
h3{font-size:.95rem;font-weight:650;margin:1.75rem 0 .4rem}
h4{font-size:.8rem;font-weight:650;margin:1.1rem 0 .35rem}
p{margin:.4rem 0;max-width:46rem}
a{color:var(--link);text-underline-offset:.15em}
code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
code{overflow-wrap:anywhere}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.quiet{color:var(--quiet);font-weight:400}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip-link{position:absolute;left:-99rem}.skip-link:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem .8rem;z-index:2}
.eyebrow{font-size:.8rem;font-weight:600;color:var(--quiet);margin:0}
.run{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;color:var(--quiet);font-size:.9rem;margin:0;padding:0;list-style:none}
.run code{color:var(--ink)}
.alert{background:var(--warn-soft);border-left:4px solid var(--warn);border-radius:6px;padding:.7rem 1rem;margin:1.25rem 0 0}
.alert p,.alert ul{margin:.15rem 0}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.4rem,1fr));gap:0;margin:1.75rem 0 0;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.sums div{padding:.8rem .9rem;box-shadow:-1px -1px 0 var(--line)}
.sums dt{font-size:.8rem;color:var(--quiet)}
.sums dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums;line-height:1.25}
.sums dd .quiet{font-size:.95rem}
.sums .zero dd{color:var(--quiet);font-weight:400}
.t-good dd{color:var(--good)}.t-bad dd{color:var(--bad)}.t-warn dd{color:var(--warn)}
.badges{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;margin:.75rem 0 0;padding:0}
.badge{display:inline-flex;border-radius:6px;overflow:hidden;font-size:.84rem;line-height:1.75;text-decoration:none;color:var(--ink);background:var(--none-soft)}
.badge b{font-weight:600;padding:0 .6rem;font-variant-numeric:tabular-nums}
.badge span{padding:0 .1rem 0 .6rem}
.badge:hover b{text-decoration:underline}
.badge.good{background:var(--good-soft)}.badge.good b{color:var(--good)}
.badge.bad{background:var(--bad-soft)}.badge.bad b{color:var(--bad)}
.badge.mixed{background:var(--warn-soft)}.badge.mixed b{color:var(--warn)}
.badge.none b{color:var(--none)}
.cell{border-radius:5px;padding:.05rem .5rem;font-variant-numeric:tabular-nums}.cell.good{background:var(--good-soft);color:var(--good)}.cell.bad{background:var(--bad-soft);color:var(--bad)}.cell.mixed{background:var(--warn-soft);color:var(--warn)}.cell.none{color:var(--quiet)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:10px;background:var(--paper)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.45rem .9rem;border-top:1px solid var(--line);vertical-align:baseline}
thead th{border-top:0;font-size:.8rem;font-weight:500;color:var(--quiet)}
tbody th{font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.bars{display:grid;gap:.6rem;margin:.9rem 0 1.1rem;max-width:46rem}
.bars div{display:grid;grid-template-columns:1fr;gap:.1rem}
.bars dt{font-size:.9rem;font-weight:600}
.bars dd{margin:0;display:grid;grid-template-columns:1fr auto auto;gap:.6rem;align-items:center;font-size:.9rem;font-variant-numeric:tabular-nums}
.track{fill:var(--none-soft)}
.cov-sent{fill:var(--c1)}.cov-asserted{fill:var(--c2)}.cov-discriminated{fill:var(--c3)}
.cov-none,.cov-left-out{fill:var(--none-soft)}
.cov-unobservable,.cov-inviolable{fill:none;stroke:var(--quiet);stroke-opacity:.55;stroke-dasharray:2 2}
.mark{fill:var(--mark);stroke:var(--paper);stroke-width:.8}
.coverage{display:block;margin:.9rem}
.coverage .row{font-size:11.5px;fill:var(--ink)}
.coverage a:hover rect{stroke:var(--ink);stroke-width:1.5}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;margin:.6rem 0 0;font-size:.84rem;color:var(--quiet)}
.legend svg{vertical-align:-1px;margin-right:.4rem}
.finding{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem 1.15rem .9rem;margin:.9rem 0}
.finding h3{margin:0 0 .2rem;display:flex;gap:.7rem;align-items:baseline;font-weight:600}
.finding h3 a{color:inherit;text-decoration:none}.finding h3 a:hover{text-decoration:underline}
.verdict{flex:none;display:inline-block;min-width:5.6rem;text-align:center;font-size:.78rem;font-weight:600;line-height:1.7;padding:0 .5rem;border-radius:5px;background:var(--none-soft);color:var(--none);position:relative}
.v-pass{background:var(--good-soft);color:var(--good)}
.v-fail-must,.v-error{background:var(--bad-soft);color:var(--bad)}
.v-fail-should,.v-fail-may,.v-not-run{background:var(--warn-soft);color:var(--warn)}
.facts{margin:.6rem 0 0;display:grid;gap:.3rem;font-size:.92rem}
.facts div{display:grid;grid-template-columns:6.3rem 1fr;gap:.6rem}
.facts dt{color:var(--quiet)}
.facts dd{margin:0;overflow-wrap:anywhere;min-width:0}
.wanted,.got{padding:.05rem .35rem;border-radius:4px;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.wanted{background:var(--good-soft)}.got{background:var(--bad-soft)}
details>summary{cursor:pointer}
.fold>summary{color:var(--link);font-size:.9rem;margin-top:.7rem;width:fit-content}
.alike{margin:.4rem 0;padding:0;list-style:none;columns:2 24rem;column-gap:2rem;font-size:.9rem}
.alike li{break-inside:avoid;overflow-wrap:anywhere}
pre{margin:.35rem 0;background:var(--well);border:1px solid var(--line);border-radius:7px;padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.5;tab-size:2}
.line{font-size:.8rem;max-height:8.5rem;overflow-y:auto}
.wire .sent,.wire .answer{display:block}
.wire .answer{border-top:1px dashed var(--line);margin-top:.5rem;padding-top:.5rem}
#filter{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.55rem .8rem;align-items:end;background:var(--ground);padding:.75rem 0;border-bottom:1px solid var(--line)}
#filter[hidden],[hidden]{display:none}
#filter label.field{display:grid;gap:.1rem;font-size:.78rem;color:var(--quiet)}
#filter label.grow{flex:1 1 11rem}
input[type=search],select,button{font:inherit;font-size:.9rem;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:.32rem .6rem;min-height:2.2rem;max-width:100%}
button{cursor:pointer}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.35rem;flex:1 1 100%}
.chip{display:inline-flex;align-items:center;gap:.4rem;font-size:.84rem;border:1px solid var(--line);background:var(--paper);border-radius:999px;padding:.12rem .75rem .12rem .6rem;cursor:pointer}
.chip input{accent-color:var(--link);margin:0}
.chip:has(:checked){border-color:var(--link)}
.chip:has(:focus-visible){outline:2px solid var(--focus);outline-offset:2px}
.chip input:focus-visible{outline:0}
#shown{margin-left:auto;color:var(--quiet);font-size:.88rem;align-self:center}
#list{padding-top:.25rem}
.check{border-bottom:1px solid var(--line);scroll-margin-top:10rem}
.check>summary{display:flex;gap:.9rem;align-items:baseline;padding:.5rem .35rem;list-style:none;border-radius:6px}
.check>summary::-webkit-details-marker{display:none}
.check>summary:hover{background:var(--paper)}
.name{display:grid;min-width:0}
.title{color:var(--quiet);font-size:.88rem;overflow-wrap:anywhere}
.check .body{padding:.1rem .35rem 1.3rem 6.85rem}
.rest dt{font-weight:600;margin-top:.7rem;scroll-margin-top:1rem;overflow-wrap:anywhere}
.rest dd{margin:0;overflow-wrap:anywhere}
.rest dt:target{color:var(--link)}
kbd{font:inherit;font-size:.82em;border:1px solid var(--line);border-bottom-width:2px;border-radius:4px;padding:0 .35rem;background:var(--paper)}
@media (max-width:40rem){main,header,footer{padding-left:1rem;padding-right:1rem}th,td{padding:.4rem .55rem}table{font-size:.84rem}header{padding-top:1.6rem}h1{font-size:1.55rem}.check .body{padding-left:.35rem}.facts div{grid-template-columns:1fr;gap:0}.check>summary{flex-direction:column;gap:.25rem}.finding h3{flex-direction:column;gap:.3rem}#filter{position:static}.check{scroll-margin-top:1rem}#shown{margin-left:0}}
@media print{:root{color-scheme:light;--ground:#fff;--paper:#fff;--ink:#111;--quiet:#555;--line:#ccc;--well:#f6f6f6;--link:#111;--good:#1a6b40;--good-soft:#eef7f1;--bad:#9c1c15;--bad-soft:#fdf0ef;--warn:#6d4c00;--warn-soft:#fcf5e5;--none:#555;--none-soft:#eee;--c1:#c4d8e0;--c2:#6fa3ba;--c3:#145f82}body{font-size:10.5pt}main,header,footer{max-width:none;padding-left:0;padding-right:0}pre.line{max-height:none;overflow:visible}#filter,#keys,.skip-link,.fold>summary{display:none}.finding,tr,.check>summary,pre{break-inside:avoid}h2,h3,h4{break-after:avoid}.scroll{border:0;overflow:visible}table{font-size:9pt}th,td{padding:.25rem .6rem .25rem 0}td:last-child{overflow-wrap:anywhere}.coverage{max-width:100%;height:auto;margin:.9rem 0}a{text-decoration:none}.verdict,.badge,.sums,rect,circle,.wanted,.got{-webkit-print-color-adjust:exact;print-color-adjust:exact}.check{border-color:#ddd}}
`;
