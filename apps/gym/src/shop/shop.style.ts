/** How the shop looks. */

export const shopStyle = `
:root { --accent: #24564f; --accent-dark: #173d38 }
.cart-link { padding: 6px 16px; border-radius: 999px; background: #e6efe9 }
.crumbs ol { display: flex; gap: 8px; margin-bottom: 12px; color: var(--soft) }
.crumbs li + li::before { content: "›" / ""; margin-right: 8px; color: var(--soft) }
.filter ul { display: flex; flex-wrap: wrap; gap: 10px; margin-bottom: 8px }
.filter a { display: flex; align-items: center; gap: 8px; padding: 4px 16px 4px 12px; border: 2px solid var(--line); border-radius: 999px; background: var(--paper); color: var(--ink); text-decoration: none }
.filter a[aria-current] { border-color: var(--accent); font-weight: 650 }
.swatch { width: 20px; height: 20px }
.count { margin-bottom: 8px; color: var(--soft) }
.cards { display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px }
.card { position: relative; padding: 12px 16px 12px; border: 1px solid var(--line); border-radius: 16px; background: var(--paper); box-shadow: 0 1px 3px #0000000d }
.card:hover { border-color: var(--accent); box-shadow: 0 6px 18px #0000001a }
.card .drawing { display: block; width: 100%; height: 112px; margin-bottom: 8px; border-radius: 10px; background: #f3eee4 }
.card h2 { font-size: 19px }
.card .price { margin-top: 0 }
.card h2 a { color: var(--ink); text-decoration: none }
.card h2 a::after { content: ""; position: absolute; inset: 0 }
.price { margin: 4px 0 0; font-size: 22px; font-weight: 700; color: var(--accent) }
.pages { display: flex; align-items: center; justify-content: center; gap: 18px; margin-top: 24px }
.pages ol { display: flex; gap: 6px }
.pages li a { display: block; min-width: 42px; padding: 5px; border-radius: 10px; text-align: center; text-decoration: none; font-weight: 650 }
.pages li a[aria-current] { background: var(--accent); color: #fff }
.product { display: grid; grid-template-columns: 480px 1fr; gap: 48px; margin-top: 20px }
.stage { padding: 24px; border-radius: 20px; background: #f0eadf }
.stage .drawing { width: 100% }
.product .price { margin: 0 0 12px; font-size: 32px }
.details { display: grid; grid-template-columns: 110px 1fr; gap: 6px; margin: 0 0 24px; padding: 16px 0; border: solid var(--line); border-width: 1px 0 }
.details dt { color: var(--soft) }
.details dd { margin: 0; font-weight: 600 }
.buy { display: flex; align-items: center; gap: 14px }
.buy label { font-weight: 650 }
.line { display: flex; align-items: center; gap: 20px; margin-bottom: 12px; padding: 12px 20px; border: 1px solid var(--line); border-radius: 16px; background: var(--paper) }
.line .drawing { width: 96px; border-radius: 10px; background: #f3eee4 }
.line-name { flex: 1 }
.line p { margin: 2px 0 0 }
.line form { display: flex; gap: 8px }
.total { margin-top: 20px; font-size: 22px; text-align: right }
.onward { display: flex; align-items: center; justify-content: flex-end; gap: 28px }
.checkout { display: grid; grid-template-columns: 1fr 420px; gap: 48px; align-items: start }
fieldset { display: grid; gap: 6px; margin: 0 0 20px; padding: 12px 18px 14px; border: 2px solid #cfcabf; border-radius: 10px; background: var(--paper) }
legend { padding: 0 8px; font-weight: 650 }
.summary { padding: 20px 24px; border-radius: 16px; background: #eaf1ec }
.summary ul { margin: 10px 0 }
`
