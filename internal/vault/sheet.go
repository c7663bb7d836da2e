package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"beiandesk/internal/errs"
)

// What a sheet holds, in order: a version, the key's id, the recovery slot, the sealed age
// identity with its length, and the first bytes of a digest of all that. The passphrase is
// not among it: the sheet stays good when that changes, and ends with the recovery code.
const (
	sheetVersion = 2 // 1 of a folder that was never rekeyed: that of its key file
	sheetCheck   = 4
	wrappedSize  = 24 + keySize + 16 // nonce, key, tag
	sheetHead    = 1 + keyIDSize + saltSize + wrappedSize + 2
)

// Sheet writes down for paper what the recovery code opens: groups like those of the code,
// of four characters and one that checks them. Who has the paper alone has nothing. Errors:
// those of Check.
func Sheet(dir string) ([]string, error) {
	f, err := readKeyFile(dir)
	if err != nil {
		return nil, err
	}
	id, err := hex.DecodeString(f.KeyID)
	if err != nil || len(id) != keyIDSize || len(f.Recovery.Salt) != saltSize || len(f.Recovery.Wrapped) != wrappedSize {
		return nil, storage(err, "钥匙文件 %s 已损坏，要恢复它", KeyFile)
	}
	if f.Older != nil {
		return nil, errs.New(errs.Blocked, "钥匙还在更换，现在印的恢复单少一半。请等换完再印")
	}
	b := append([]byte{byte(f.Version)}, id...)
	b = append(append(b, f.Recovery.Salt...), f.Recovery.Wrapped...)
	b = append(binary.BigEndian.AppendUint16(b, uint16(len(f.Files))), f.Files...)
	sum := sha256.Sum256(b)
	return grouped(append(b, sum[:sheetCheck]...)), nil
}

// ReadSheet reads a sheet as it was scanned or typed, in the ways of ParseRecovery. Errors:
// errs.Invalid at "sheet" for a slip, with the group it was found in; errs.Newer.
func ReadSheet(text string) (SheetKeys, error) {
	symbols := []byte{}
	for _, r := range text {
		if isSeparator(r) {
			continue
		}
		s := symbolOf(r)
		if s < 0 {
			return SheetKeys{}, errs.AtField("sheet", "第 %d 组有恢复单上不会出现的字符，请对照打印件再输一次", len(symbols)/RecoveryGroupSize+1)
		}
		symbols = append(symbols, byte(s))
	}
	b, err := ungrouped(symbols)
	if err != nil {
		return SheetKeys{}, err
	}
	if len(b) > 0 && b[0] > sheetVersion {
		return SheetKeys{}, errs.New(errs.Newer, "这张恢复单由更新的版本印出，请先升级备案台")
	}
	short := errs.AtField("sheet", "恢复单不全，请对照打印件把各组补齐（现在是 %d 组）", (len(symbols)+RecoveryGroupSize-1)/RecoveryGroupSize)
	if len(b) < sheetHead {
		return SheetKeys{}, short
	}
	end := sheetHead + int(binary.BigEndian.Uint16(b[sheetHead-2:]))
	if b[0] < firstVersion || len(b) < end+sheetCheck {
		return SheetKeys{}, short
	}
	if sum := sha256.Sum256(b[:end]); !bytes.Equal(sum[:sheetCheck], b[end:end+sheetCheck]) {
		return SheetKeys{}, errs.AtField("sheet", "恢复单有两组抄反了或抄错了，请对照打印件逐组核对")
	}
	s := SheetKeys{keyFile{Format: keyFormat, Version: int(b[0]), KeyID: hex.EncodeToString(b[1 : 1+keyIDSize])}}
	b = b[1+keyIDSize : end]
	s.f.Recovery = recoverySlot{Salt: b[:saltSize], Wrapped: b[saltSize : saltSize+wrappedSize]}
	s.f.Files = b[saltSize+wrappedSize+2:]
	return s, nil
}

// SheetKeys are keys from paper, which lack a passphrase.
type SheetKeys struct{ f keyFile }

// Open opens them by the recovery code that the paper belongs to. Errors: errs.Invalid at
// "recovery" for a slip, errs.Locked for another code.
func (s SheetKeys) Open(code string) (*Vault, error) {
	code, err := ParseRecovery(code)
	if err != nil {
		return nil, err
	}
	kek := recoveryKey(code, s.f.Recovery.Salt)
	return unlock(s.f, kek, s.f.Recovery.Wrapped, "recovery", "恢复码和这张恢复单不是一起的，请核对；换过恢复码的，新恢复码配新印的恢复单")
}

// Of says whether they are those of a copy.
func (s SheetKeys) Of(text string) bool {
	f, err := parseKeyFile([]byte(text))
	return err == nil && f.KeyID == s.f.KeyID
}

// Restore writes a folder's key file from them, with a new passphrase, as Restore does. v is
// what Open gave. Errors: those of Restore, errs.Invalid at "passphrase".
func (s SheetKeys) Restore(dir string, v *Vault, passphrase string) error {
	if err := CheckPassphrase(passphrase); err != nil {
		return err
	}
	v.mu.RLock()
	defer v.mu.RUnlock()
	if v.keys == nil {
		return errClosed()
	}
	f := s.f
	f.Passphrase = wrapPassphrase(v.keys, passphrase)
	return f.restore(dir)
}

// grouped spells bytes in groups, the last one filled up with zeros.
func grouped(b []byte) []string {
	var symbols []byte
	bits, n := uint(0), uint(0)
	for _, c := range b {
		bits, n = bits<<8|uint(c), n+8
		for ; n >= 5; n -= 5 {
			symbols = append(symbols, byte(bits>>(n-5))&31)
		}
		bits &= 1<<n - 1
	}
	if n > 0 {
		symbols = append(symbols, byte(bits<<(5-n))&31)
	}
	const plain = RecoveryGroupSize - 1
	for len(symbols)%plain != 0 {
		symbols = append(symbols, 0)
	}
	var groups []string
	for i := 0; i < len(symbols); i += plain {
		group := append(bytes.Clone(symbols[i:i+plain]), groupCheck(i/plain%32, symbols[i:i+plain]))
		groups = append(groups, printRecovery(group))
	}
	return groups
}

// ungrouped is the way back; zeros at the end are the filling's.
func ungrouped(symbols []byte) ([]byte, error) {
	if len(symbols) == 0 || len(symbols)%RecoveryGroupSize != 0 {
		return nil, errs.AtField("sheet", "恢复单每组 %d 位，现在一共 %d 位，请对照打印件补齐", RecoveryGroupSize, len(symbols))
	}
	var out []byte
	bits, n := uint(0), uint(0)
	for i := 0; i < len(symbols); i += RecoveryGroupSize {
		group := symbols[i : i+RecoveryGroupSize]
		no := i / RecoveryGroupSize
		if groupCheck(no%32, group[:RecoveryGroupSize-1]) != group[RecoveryGroupSize-1] {
			return nil, errs.AtField("sheet", "第 %d 组抄错了，请对照打印件再输一次", no+1)
		}
		for _, s := range group[:RecoveryGroupSize-1] {
			bits, n = bits<<5|uint(s), n+5
			if n >= 8 {
				out = append(out, byte(bits>>(n-8)))
				n -= 8
				bits &= 1<<n - 1
			}
		}
	}
	return out, nil
}
