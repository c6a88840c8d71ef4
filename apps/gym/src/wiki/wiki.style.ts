/** How the encyclopedia looks. */

export const wikiStyle = `
:root { --accent: #2b5aa0; --accent-dark: #1e437a; --ground: #fbfaf6 }
h1 { font-family: Georgia, "Times New Roman", serif; font-size: 44px; margin-bottom: 6px }
h2 { font-family: Georgia, "Times New Roman", serif; font-size: 25px; margin-bottom: 8px }
.kind { color: var(--soft); font-weight: 650; letter-spacing: .06em; text-transform: uppercase; font-size: 16px }
.article { display: grid; grid-template-columns: 1fr 440px; gap: 48px; align-items: start; margin-top: 12px; padding-top: 22px; border-top: 2px solid var(--line) }
.article article { font: 22px/1.6 Georgia, "Times New Roman", serif }
.article article p { margin-bottom: 20px }
aside { overflow: hidden; border: 1px solid var(--line); border-radius: 16px; background: var(--paper); box-shadow: 0 1px 4px #00000012 }
.picture { display: block; width: 100%; height: 190px }
table { width: 100%; border-collapse: collapse; font-size: 19px }
th, td { padding: 8px 20px; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
th { width: 44%; color: var(--soft); font-weight: 600 }
td { font-weight: 600 }
.shelves { display: grid; grid-template-columns: repeat(5, 1fr); gap: 18px }
section { overflow: hidden; padding-bottom: 16px; border: 1px solid var(--line); border-radius: 16px; background: var(--paper) }
section .picture { height: 104px }
section h2, section ul { padding: 0 18px }
section h2 { margin-top: 14px }
section li { padding: 3px 0 }
.hits { margin-bottom: 20px; font-size: 22px }
.question { max-width: 860px; margin-top: 16px; padding: 28px 36px; border: 1px solid var(--line); border-radius: 18px; background: var(--paper) }
.answer { display: flex; align-items: center; gap: 14px; margin: 24px 0 12px }
.answer label { font-weight: 650; font-size: 22px }
.answer input { width: 180px; font-size: 24px }
`
