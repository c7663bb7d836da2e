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

var (
	domainScheme  = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*://`)
	domainProfile = idna.New(
		idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
		idna.ValidateLabels(true), idna.CheckHyphens(true), idna.StrictDomainName(true), idna.VerifyDNSLength(true),
	)
)

// ParseDomain judges a domain: at least two labels, no scheme, path or port, no
// address. Capitals become small letters and 中文域名 become punycode. What is not
// filed (www, other subdomains) only warns. The Domain is empty unless the Check is OK.
//
// Rules: domain.empty, domain.scheme, domain.path, domain.port, domain.address,
// domain.labels, domain.charset, domain.suffix; warns domain.subdomain, domain.idn.
func ParseDomain(value string) (Domain, Check) {
	name := strings.ReplaceAll(fold(value), "。", ".")
	if name = strings.ToLower(name); !strings.HasSuffix(name, "..") {
		name = strings.TrimSuffix(name, ".") // as a resolver writes it
	}
	c := pass(KindDomain, name)
	if _, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil {
		return Domain{}, c.fail("address", "请填写域名，不是 IP 地址")
	}
	switch {
	case name == "":
		return Domain{}, c.fail("empty", "请填写域名")
	case domainScheme.MatchString(name):
		return Domain{}, c.fail("scheme", "域名不带 http:// 或 https://，请去掉前面这一段")
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
	c.Value = ascii
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
		c = c.warn("subdomain", fmt.Sprintf("备案填写购买时的域名 %s，不带 www 等前缀", d.Registrable))
	}
	if d.Unicode != d.ASCII {
		c = c.warn("idn", "中文域名已转换为 xn-- 开头的形式，备案前请向接入商确认后缀可以备案")
	}
	return d, c
}

var emailLocal = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*$`)

// Email judges an address as forms accept it: an ASCII name, one @, a domain.
//
// Rules: email.empty, email.format, email.domain.
func Email(value string) Check {
	address := fold(value)
	c := pass(KindEmail, address)
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
	domain, judged := ParseDomain(host)
	switch {
	case judged.OK:
	case signs > 1:
		return c.fail("domain", fmt.Sprintf("邮箱里有 %d 个 @，只能有一个，请核对", signs))
	case host == "":
		return c.fail("domain", "邮箱 @ 后面少了域名，要写成 name@163.com 这样")
	default:
		return c.fail("domain", "邮箱 @ 后面不对："+judged.Message)
	}
	c.Value = local + "@" + domain.ASCII
	return c
}
