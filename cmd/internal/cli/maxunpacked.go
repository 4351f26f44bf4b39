// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"lizenzlotse/scanner/inventory"
)

func (s *session) maxUnpackedFlag() cli.Flag {
	return &cli.StringFlag{Name: flagMaxUnpacked, DefaultText: s.t("GRÖSSE", "SIZE"), Usage: s.t(
		"so viel höchstens aus jedem Archiv oder Abbild lesen, mit allem, was darin steckt, etwa 20GB; sonst 2GiB. Mehr kostet Zeit, aber kaum Speicher; was darüber liegt, nennt der Bericht als nicht geprüft",
		"read at most so much of each archive or image, with all that is in it, such as 20GB; otherwise 2GiB. More costs time, and hardly memory; the report names what is beyond it as not examined")}
}

// sizeUnits are the units of a size, in bytes.
var sizeUnits = map[string]int64{"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40}

// maxUnpacked is how many bytes may come out of an archive; 0 if the flag is not set.
func maxUnpacked(c *cli.Context) (int64, error) {
	value := c.String(flagMaxUnpacked)
	if value == "" && !c.IsSet(flagMaxUnpacked) {
		return 0, nil
	}
	const most = 1 << 50
	digits := strings.TrimLeft(value, "0123456789")
	n, err := strconv.ParseInt(value[:len(value)-len(digits)], 10, 64)
	unit, ok := sizeUnits[strings.ToUpper(strings.TrimSpace(digits))]
	if err != nil || !ok || n < 1 || n > most/unit {
		return 0, usage("error.max-unpacked", inventory.Args{"value": value}, "hint.max-unpacked", nil)
	}
	return n * unit, nil
}
