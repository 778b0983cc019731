import type { Hex } from 'viem'
import { concat, size, slice, stringToHex } from 'viem'

/** What a stranger may put wherever a text is expected, by what is strange about it. */
export const strangeBytes: readonly (readonly [name: string, bytes: Hex])[] = [
  ['a NUL', '0x00'],
  ['NULs within', stringToHex('be\0fo\0re')],
  ['no UTF-8', '0xfffefdfc'],
  ['an overlong slash', '0xc0af'],
  ['half a surrogate pair', '0xeda080'],
  ['a character cut off', concat([stringToHex('€uro'), '0xe282'])],
  ['what ends a JSON string', stringToHex('"}],{"x":"\\')],
  ['backslashes and control characters', stringToHex('\\u0000\\\b\f\n\r\t\u001b[31m')],
  ['line separators', stringToHex('\u2028\u2029\u0085')],
  ['lines of an event stream', stringToHex('\n\ndata: {"type":"forged"}\nid: 1\n\n')],
  ['right to left', stringToHex('\u202egnp.exe\u2066\u200f\ufeff')],
  ['SQL', stringToHex(`'; drop table stamp; --`)],
  ['HTML', stringToHex('</script><script>alert(1)</script>')],
  ['templates', stringToHex('{{7*7}}%s%n$1')],
  ['prototypes', stringToHex('__proto__')],
  ['emoji', stringToHex('👩‍👩‍👧‍👦🏴‍☠️')],
  ['combining marks', stringToHex(`Z${'\u0351'.repeat(60)}`)],
  ['as much as there is room for', `0x${'ff'.repeat(2_048)}`],
]

/** The bytes, as far as there is room; a character may be cut off. */
export function upTo(limit: number, bytes: Hex): Hex {
  return size(bytes) > limit ? slice(bytes, 0, limit) : bytes
}
