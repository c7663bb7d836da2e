package money

import "strings"

var (
	upperDigits = [...]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	upperUnits  = [...]string{"", "拾", "佰", "仟"}
)

// Upper writes the amount in 人民币大写: "人民币壹仟贰佰元整". An amount that ends
// in yuan or jiao takes 整; yuan followed by fen without jiao takes 零; a negative
// amount takes 负 after 人民币. Source: 支付结算办法 附一《正确填写票据和结算凭证的
// 基本规定》, in the reading of the filing handbook §6.
func (f Fen) Upper() string {
	var b strings.Builder
	b.WriteString("人民币")
	if f < 0 {
		b.WriteString("负")
	}
	total := magnitude(int64(f))
	yuan, jiao, fen := total/100, total/10%10, total%10
	if yuan > 0 || total == 0 {
		b.WriteString(upperInteger(yuan) + "元")
	}
	if jiao > 0 {
		b.WriteString(upperDigits[jiao] + "角")
	}
	if fen == 0 {
		b.WriteString("整")
		return b.String()
	}
	if yuan > 0 && jiao == 0 {
		b.WriteString("零")
	}
	b.WriteString(upperDigits[fen] + "分")
	return b.String()
}

// upperInteger spells a whole number. Above 亿 it spells the number of 亿 by the
// same rules (壹万亿), above 万 the number of 万.
func upperInteger(n uint64) string {
	for _, step := range []struct {
		size uint64
		unit string
	}{{100_000_000, "亿"}, {10_000, "万"}} {
		if n >= step.size {
			return upperInteger(n/step.size) + step.unit + upperRest(n%step.size, step.size)
		}
	}
	if n == 0 {
		return upperDigits[0]
	}
	return upperGroup(n)
}

// upperRest spells what follows 亿 or 万; 零 stands for the places that are empty
// at its front.
func upperRest(n, size uint64) string {
	switch {
	case n == 0:
		return ""
	case n < size/10:
		return upperDigits[0] + upperInteger(n)
	}
	return upperInteger(n)
}

// upperGroup spells 1 to 9999; one 零 stands for any run of empty places inside.
func upperGroup(n uint64) string {
	var out string
	gap := false
	for place := 0; n > 0; place, n = place+1, n/10 {
		digit := n % 10
		if digit == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out = upperDigits[0] + out
			gap = false
		}
		out = upperDigits[digit] + upperUnits[place] + out
	}
	return out
}
