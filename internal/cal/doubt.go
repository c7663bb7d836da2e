package cal

import (
	"fmt"
	"strings"
	"time"
)

// What published arrangements have kept to since 2008: days off beyond the weekends and
// weekend days that are worked, in a year; days of the longest holiday (Spring Festival 2020
// had ten). Source: the State Council's notices that come with the release.
const (
	fewestOff    = 20
	mostOff      = 45
	mostWorked   = 12
	longestBreak = 10
)

// doubtsShown is how many days a doubt names.
const doubtsShown = 5

// Doubts are what should be looked at before a year is taken over these years: days of which
// a published year says something else, and what no notice has ever said. Empty when there is
// nothing.
func (c *Calendar) Doubts(year Year, today Day) []string {
	var doubts []string
	if c.Published(year.Year) {
		if differ := c.differing(c.With(year), year.Year); len(differ) > 0 {
			text := strings.Join(differ[:min(len(differ), doubtsShown)], "；")
			if len(differ) > doubtsShown {
				text += fmt.Sprintf("；等 %d 天", len(differ))
			}
			doubts = append(doubts, fmt.Sprintf("和随软件带来的 %d 年安排不同：%s", year.Year, text))
		}
	}
	if year.Year > today.Year()+1 {
		doubts = append(doubts, fmt.Sprintf("是 %d 年的：通知一般在前一年的 10 月到 12 月发布", year.Year))
	}
	off, worked := year.Days()
	if off < fewestOff || off > mostOff {
		doubts = append(doubts, fmt.Sprintf("一共放假 %d 天，历年都在 %d 到 %d 天之间", off, fewestOff, mostOff))
	}
	if worked > mostWorked {
		doubts = append(doubts, fmt.Sprintf("调休上班 %d 天，历年都不超过 %d 天", worked, mostWorked))
	}
	for _, s := range year.Off {
		if s.Days() > longestBreak {
			doubts = append(doubts, fmt.Sprintf("%s连放 %d 天，历年最长 %d 天", s.Name, s.Days(), longestBreak))
		}
	}
	return doubts
}

// differing spells the days around a year of which another calendar says something else.
func (c *Calendar) differing(other *Calendar, year int) (days []string) {
	for d := Date(year-1, time.December, 1); d <= Date(year+1, time.January, 31); d++ {
		if is, says := c.tells(d), other.tells(d); (is.name == "") != (says.name == "") || is.shifted != says.shifted {
			days = append(days, fmt.Sprintf("%s文件里%s，原来%s", MonthDay(d), said(says.name, says.shifted), said(is.name, is.shifted)))
		}
	}
	return days
}

func said(name string, shifted bool) string {
	switch {
	case shifted:
		return "调休上班"
	case name == "":
		return "上班"
	}
	return "休息（" + name + "）"
}
