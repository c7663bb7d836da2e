package demo

import (
	"fmt"
	"strings"

	"beiandesk/internal/cal"
)

// IDNumber makes an identity number of the serial 000, which no office gives out, with
// the check character of GB 11643-1999.
func IDNumber(division string, birth cal.Day) string {
	body := division + strings.ReplaceAll(birth.String(), "-", "") + "000"
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(body[i]-'0') * w
	}
	return body + string("10X98765432"[sum%11])
}

// CreditCode makes a credit code with both check characters (GB 32100-2015 and
// GB 11714). head is authority, nature and division.
func CreditCode(head string, serial int) string {
	org := fmt.Sprintf("MA%06d", serial)
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		value := int(org[i] - '0')
		if org[i] >= 'A' {
			value = int(org[i]-'A') + 10
		}
		sum += value * w
	}
	body := head + org + string("0X987654321"[sum%11])
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	total, weight := 0, 1
	for i := range 17 {
		total += strings.IndexByte(alphabet, body[i]) * weight
		weight = weight * 3 % 31
	}
	return body + string(alphabet[(31-total%31)%31])
}

// Mobile makes the n-th number of a made-up block; a million follow before one returns.
func Mobile(n int) string { return fmt.Sprintf("19900%06d", (n*7919+123457)%1_000_000) }
