/** Style shared by all sites: generous type, calm surfaces, clear focus. */

export const baseStyle = `
:root { --ink: #1f2328; --soft: #5d6570; --line: #e3e0d8; --paper: #ffffff; --ground: #faf8f4; --accent: #1f5f8b; --accent-dark: #17486a }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 18px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
main { max-width: 1240px; margin: 0 auto; padding: 20px 32px 48px }
h1 { font-size: 38px; line-height: 1.15; margin: 0 0 14px; letter-spacing: -.01em }
h2 { font-size: 21px; line-height: 1.25; margin: 0 }
p { margin: 0 0 14px }
a { color: var(--accent) }
a:hover { color: var(--accent-dark) }
ul, ol { margin: 0; padding: 0; list-style: none }
:focus-visible { outline: 3px solid #f0a93b; outline-offset: 2px }
input, select, button { font: inherit; color: inherit }
input:not([type=radio]), select { padding: 9px 14px; border: 2px solid #cfcabf; border-radius: 10px; background: var(--paper) }
button, .main-action { display: inline-block; padding: 9px 20px; border: 2px solid var(--accent); border-radius: 10px; background: var(--paper); color: var(--accent); font-weight: 650; text-decoration: none; cursor: pointer }
button:hover { background: #f1ede4 }
button.main-action, .main-action { background: var(--accent); color: #fff }
button.main-action:hover, .main-action:hover { background: var(--accent-dark); color: #fff }
.quiet { border-color: transparent; color: var(--soft) }
.top { display: flex; align-items: center; gap: 28px; padding: 14px 32px; background: var(--paper); border-bottom: 1px solid var(--line) }
.top nav { display: flex; align-items: center; gap: 24px; margin-left: auto }
.top nav a { font-weight: 600; text-decoration: none }
.brand { font: 700 27px/1.2 Georgia, "Times New Roman", serif; color: var(--ink); text-decoration: none }
.search { display: flex; gap: 8px }
.search input { width: 300px }
.lead { font-size: 22px }
.alert { margin: 0 0 20px; padding: 14px 20px; border-left: 6px solid #c23b32; border-radius: 8px; background: #fdecea; font-weight: 600 }
.good { border-left-color: #3c8f58; background: #e9f6ed }
.fault { display: block; color: #b1302a; font-weight: 600 }
.field label { display: block; font-weight: 650 }
.field input { width: 100% }
.notice { max-width: 640px; padding-top: 96px; text-align: center }
.notice-code { margin: 0; color: #c9c2b3; font: 700 96px/1 Georgia, "Times New Roman", serif }
`
