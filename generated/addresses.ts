// Written by scripts/generate.ts from the code of the contracts. Do not edit.
export const addresses = {
  "InboxRegistry": "0xe79d4299553288f3Ef4ae89bAd453f5ed927d4A5",
  "RelayRegistry": "0xEAA9f103EeD7319cd7213d4BC4E22DD142722423",
  "PostOffice": "0x26E2E87f50c2e62770A2890488e51bCdf4C39F2e"
} as const
