package identity

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Domain is a host name in its two spellings.
type Domain struct {
	ASCII       string // as the registry keeps it, 中文 as punycode: xn--fiq228c.xn--fiqs8s
	Unicode     string // as people read it
	Registrable string // the part that is bought and filed, in ASCII: a.example.com.cn → example.com.cn
}

var domainProfile = idna.New(
	idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
	idna.ValidateLabels(true), idna.CheckHyphens(true), idna.StrictDomainName(true), idna.VerifyDNSLength(true),
)

// ParseDomain judges a domain: at least two labels, no address. An address of a page is
// mended to the domain that is filed: https://www.example.com/a becomes example.com.
// Capitals become small letters and 中文域名 become punycode. What is not filed (other
// subdomains) and suffixes that no registry runs or MIIT has not approved only warn. The
// Domain is empty unless the Check is OK.
//
// Rules: domain.empty, domain.several, domain.path, domain.port, domain.address,
// domain.labels, domain.charset, domain.suffix; warns domain.subdomain, domain.idn,
// domain.unknown, domain.approved.
func ParseDomain(value string) (Domain, Check) {
	m := pageless(typed(KindDomain, value))
	if both := severalDomains(m.text); both != nil {
		return Domain{}, m.check(KindDomain).fail("several", "这里有两个域名："+both[0]+" 和 "+both[1]+"，一次只写一个，请留下要用的")
	}
	m = rootless(m.by("已去掉域名外的标点", unwrapped)).by("已去掉后面的路径", pathless).by("已去掉端口号", portless)
	d, c := judgeDomain(m)
	if filed, isWWW := strings.CutPrefix(d.ASCII, "www."); isWWW && filed == d.Registrable {
		d, c = judgeDomain(m.by("已去掉前面的 www.", func(s string) string { return s[len("www."):] }))
	}
	return d, c
}

// rootless writes a name as it is kept: dots and small letters, without a resolver's last
// dot.
func rootless(m mending) mending {
	m = m.by("句号已改成点", func(s string) string { return strings.NewReplacer("。", ".", "｡", ".").Replace(s) })
	m = m.by("字母已改成小写", strings.ToLower)
	return m.by("已去掉末尾的点", func(s string) string {
		if strings.HasSuffix(s, "..") {
			return s
		}
		return strings.TrimSuffix(s, ".")
	})
}

func judgeDomain(m mending) (Domain, Check) {
	name := m.text
	c := m.check(KindDomain)
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return Domain{}, c.fail("address", "请填写域名，不是 IP 地址")
	}
	switch {
	case name == "":
		return Domain{}, c.fail("empty", "请填写域名")
	case strings.ContainsAny(name, `/\?#`):
		return Domain{}, c.fail("path", "域名不带斜杠和后面的路径，请去掉")
	case strings.Contains(name, ":"):
		if _, port, _ := strings.Cut(name, ":"); !digits(port) {
			return Domain{}, c.fail("port", "域名里不能有冒号，请只写域名，如 example.com")
		}
		return Domain{}, c.fail("port", "域名不带端口号，请去掉冒号和后面的数字")
	case !strings.Contains(name, "."):
		if strings.ContainsAny(name, ",、;") {
			return Domain{}, c.fail("labels", "域名的各段用点隔开，如 example.com，不用逗号")
		}
		return Domain{}, c.fail("labels", "域名至少有两段，如 example.com，请补上后缀")
	case emptyLabel(name):
		return Domain{}, c.fail("charset", domainFault(name))
	}
	ascii, err := domainProfile.ToASCII(name)
	var unicode string
	if err == nil {
		unicode, err = domainProfile.ToUnicode(ascii)
	}
	// Other scripts would only be look-alikes here: 中文域名 take Latin and Chinese.
	if err != nil || strings.ContainsFunc(unicode, func(r rune) bool { return r > '~' && notHan(r) }) {
		return Domain{}, c.fail("charset", domainFault(name))
	}
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	if digits(last) {
		return Domain{}, c.fail("suffix", "域名后缀不能全是数字，请核对")
	}
	if ascii != name {
		c = m.by("中文域名已转换为 xn-- 开头的形式", func(string) string { return ascii }).check(KindDomain)
	}
	suffix, official := publicsuffix.PublicSuffix(ascii)
	if suffix == ascii && official {
		return Domain{}, c.fail("suffix", "这只是注册后缀，请填写完整的域名")
	}
	d := Domain{ASCII: ascii, Unicode: unicode, Registrable: ascii}
	if registrable, err := publicsuffix.EffectiveTLDPlusOne(ascii); err == nil && official {
		d.Registrable = registrable
	} else if labels := strings.Split(ascii, "."); !official && len(labels) > 2 {
		// A suffix that no registry runs says nothing of what can be bought.
		d.Registrable = strings.Join(labels[len(labels)-2:], ".")
	}
	if d.Registrable != ascii {
		c = c.warn("subdomain", fmt.Sprintf("备案填写购买时的域名 %s，不带前缀", d.Registrable))
	}
	if d.Unicode != d.ASCII {
		c = c.warn("idn", "这是中文域名，备案前请向接入商确认后缀可以备案")
	}
	return d, suffixDoubt(c, last)
}

var emailLocal = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*$`)

// addressOnly takes off how mail programs write an address: mailto:a@b.cn, <a@b.cn>.
func addressOnly(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
	if rest, ok := strings.CutPrefix(strings.ToLower(s), "mailto:"); ok {
		s = s[len(s)-len(rest):]
	}
	return s
}

// Email judges an address as forms accept it: an ASCII name, one @, a domain.
//
// Rules: email.empty, email.format, email.domain.
func Email(value string) Check {
	m := typed(KindEmail, value)
	m = m.by("已去掉 mailto: 或尖括号", addressOnly)
	address, c := m.text, m.check(KindEmail)
	if address == "" {
		return c.fail("empty", "请填写邮箱")
	}
	local, host, ok := strings.Cut(address, "@")
	signs := strings.Count(address, "@")
	if !ok || len(local) > 64 || !emailLocal.MatchString(local) {
		if signs > 1 {
			return c.fail("format", fmt.Sprintf("邮箱里有 %d 个 @，只能有一个，请核对", signs))
		}
		return c.fail("format", addressFault(local, ok))
	}
	domain, judged := judgeDomain(rootless(mending{text: strings.TrimSpace(host)}))
	switch {
	case judged.OK:
	case signs > 1:
		return c.fail("domain", fmt.Sprintf("邮箱里有 %d 个 @，只能有一个，请核对", signs))
	case host == "":
		return c.fail("domain", "邮箱 @ 后面少了域名，要写成 name@163.com 这样")
	default:
		return c.fail("domain", "邮箱 @ 后面不对："+judged.Message)
	}
	return m.by("@ 后面已写成域名的标准形式", func(string) string { return local + "@" + domain.ASCII }).check(KindEmail)
}
