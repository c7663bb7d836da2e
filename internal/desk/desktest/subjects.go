package desktest

import (
	"fmt"
	"strings"

	"beiandesk/internal/office/filing"
)

// Subject is the walk's case for another subject, the n-th of up to ninety, with numbers and a
// site of its own: site-1.example for 0.
func Subject(n int) filing.OpenInput {
	in := Qinghe()
	in.Client.Name, in.Client.CreditCode = fmt.Sprintf("杭州第%d软件有限公司", n+1), creditCode(n)
	in.Lead.DocNumber, in.Lead.Email = document(n), fmt.Sprintf("lead%d@example.com", n)
	in.Lead.Mobile, in.Lead.Emergency = fmt.Sprintf("138005720%02d", n), fmt.Sprintf("138005730%02d", n)
	in.Sites[0].Domain, in.Sites[0].ServerInstance = fmt.Sprintf("site-%d.example", n+1), fmt.Sprintf("lhins-2mf8k%03d", n)
	in.Sites[0].ServerIP = fmt.Sprintf("203.0.113.%d", n+10)
	return in
}

// creditCode makes a code of GB 32100 whose check character is right.
func creditCode(n int) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	body, sum, weight := fmt.Sprintf("91330106MA2K%05d", n), 0, 1
	for _, c := range body {
		sum += strings.IndexRune(alphabet, c) * weight
		weight = weight * 3 % 31
	}
	return body + string(alphabet[(31-sum%31)%31])
}

// document makes an ID number of GB 11643 whose check character is right.
func document(n int) string {
	body, sum, weight := fmt.Sprintf("33010619820529%03d", n+100), 0, 1
	for i := range body {
		weight = weight * 2 % 11
		sum += int(body[len(body)-1-i]-'0') * weight
	}
	return body + string("10X98765432"[sum%11])
}
