import qrcode from 'qrcode-generator';

/** A text as a QR code (ISO/IEC 18004) with the quiet zone that readers need, dark on white in every theme. Error correction is L: a
 * screen is not soiled, and larger modules are read from further away. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'L');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const quiet = 4;
  let path = '';
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  }

  return (
    <svg class="qr" viewBox={`0 0 ${size + 2 * quiet} ${size + 2 * quiet}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
