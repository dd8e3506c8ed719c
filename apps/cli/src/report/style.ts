/** The page's look: paper and ink, one river blue, pictures large and first. No font, script or picture comes from elsewhere. */
export const style: string = `
:root { color-scheme: light dark; --paper: #f7f5f0; --card: #fffdf8; --ink: #1b2230; --soft: #667085; --line: #e3ded2; --river: #1f6f8b; --deep: #14495c; --gold: #b7791f; --good: #2f7d4f; --bad: #b3382c; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f141b; --card: #161d27; --ink: #e9edf3; --soft: #93a0b4; --line: #263140; --river: #58b4d1; --deep: #9bd6e8; --gold: #e0ad4f; --good: #6cc28e; --bad: #ef8377; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1120px; margin: 0 auto; padding: 0 20px 96px; }
h1, h2 { font-family: ui-serif, Charter, "Iowan Old Style", Georgia, serif; font-weight: 500; letter-spacing: -.015em; text-wrap: balance; }
h1 { font-size: clamp(2.2rem, 6vw, 4rem); line-height: 1.04; margin: 0 0 .4em; }
h2 { font-size: 1.75rem; margin: 72px 0 4px; }
h3 { font-size: 1rem; margin: 0; }
p.lead { color: var(--soft); max-width: 64ch; margin: 0 0 24px; }
header { display: grid; grid-template-columns: 1fr; gap: 28px; padding: 40px 0 8px; align-items: end; }
@media (min-width: 860px) { header { grid-template-columns: 5fr 6fr; padding-top: 72px; gap: 48px; } }
.collage { display: grid; grid-template-columns: 2fr 1fr; gap: 10px; }
.collage img { width: 100%; height: 100%; object-fit: cover; aspect-ratio: 1; border-radius: 10px; display: block; }
.collage img:first-child { grid-row: span 2; }
.equation { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: baseline; margin-top: 24px; }
.equation div { display: grid; } .equation b { font-size: 1.5rem; font-weight: 600; letter-spacing: -.01em; }
.equation span, .equation i { color: var(--soft); font-style: normal; font-size: .86rem; } .equation i { font-size: 1.2rem; }
.gallery { display: grid; gap: 22px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); align-items: start; }
p.fact { margin: 0; color: var(--soft); font-size: .86rem; }
.work li .n { display: inline-block; min-width: 3.2em; }
.work { background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; display: flex; flex-direction: column; }
.work > img { width: 100%; aspect-ratio: 1; object-fit: cover; display: block; }
.work .body { padding: 16px 18px 18px; display: grid; gap: 10px; }
.kind { color: var(--river); font-size: .78rem; letter-spacing: .08em; text-transform: uppercase; }
.shares { display: flex; height: 8px; border-radius: 4px; overflow: hidden; background: var(--line); gap: 1px; }
.shares + ul.plain { margin-top: 10px; }
.shares i { display: block; background: var(--river); }
.shares i:nth-child(2) { background: var(--gold); } .shares i:nth-child(3) { background: var(--good); } .shares i:last-child { background: var(--deep); opacity: .55; }
ul.plain { list-style: none; margin: 0; padding: 0; display: grid; gap: 3px; font-size: .86rem; color: var(--soft); }
.ok::before { content: "✓ "; color: var(--good); font-weight: 700; } .no::before { content: "✗ "; color: var(--bad); font-weight: 700; }
details summary { cursor: pointer; color: var(--soft); font-size: .86rem; } details > * + * { margin-top: 8px; }
code { font: .82em/1.4 ui-monospace, "SF Mono", Menlo, monospace; overflow-wrap: anywhere; color: var(--soft); }
.artists { display: grid; gap: 26px; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); }
.artist { border-top: 1px solid var(--line); padding-top: 12px; display: grid; gap: 8px; }
.artist .row { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; }
.strip { display: grid; grid-template-columns: repeat(8, 1fr); gap: 4px; }
.strip img { width: 100%; border-radius: 4px; display: block; image-rendering: auto; }
.river { width: 100%; height: auto; display: block; margin: 8px 0 4px; overflow: visible; }
.scroll { overflow-x: auto; } .scroll .river { min-width: 820px; }
.ribbon { fill: var(--river); opacity: .34; transition: opacity .15s; } .ribbon:hover { opacity: .75; }
.ribbon.payment { fill: var(--gold); } .ribbon.owed { fill: none; stroke: var(--river); opacity: .8; stroke-dasharray: 4 3; }
.node rect { fill: var(--deep); } .node .name { font: 600 12.5px ui-sans-serif, system-ui, sans-serif; fill: var(--ink); } .node .amount { font: 11.5px ui-sans-serif, system-ui, sans-serif; fill: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: .92rem; } th { text-align: left; font-weight: 500; color: var(--soft); }
th, td { padding: 9px 10px 9px 0; border-bottom: 1px solid var(--line); vertical-align: top; } .n { text-align: right; white-space: nowrap; }
tfoot td { font-weight: 600; border-bottom: 0; border-top: 2px solid var(--ink); }
footer { margin-top: 80px; color: var(--soft); font-size: .86rem; border-top: 1px solid var(--line); padding-top: 18px; }
@media print { .work, tr { break-inside: avoid; } body { background: #fff; } }
`
