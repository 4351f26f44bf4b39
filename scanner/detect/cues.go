// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import "strings"

// Cues are words by which a sentence is known to restrict, in the form that normal gives. A space at
// an end stands for the end of a word.

// plainRestrictions are those that mean terms of use wherever they stand beside a licence.
var plainRestrictions = newCueSet(plainCues)

var plainCues = []string{
	" commons clause ", " non commercial ", " noncommercial ", " nicht kommerziell", " nichtkommerziell",
	" commercial use ", " commercial purpose", " kommerzielle nutzung ", " kommerziellen nutzung ", " kommerzielle zwecke", " kommerziellen zwecken",
	" additional condition", " additional restriction", " further restriction", " zusätzliche bedingung", " zusätzlichen bedingung",
	" without prior written ", " without the prior written ", " without a paid ", " paid agreement ", " paid license ", " paid licence ",
	" public authorit", " government use ", " evaluation purpose", " evaluation only ", " internal use only ", " personal use only ",
	" provided that you pay ", " license fee", " licence fee", " lizenzgebühr", " kostenpflichtig",
	" nur mit zustimmung ", " nur mit schriftlicher ", " ohne schriftliche zustimmung ", " ohne vorherige ", " vorheriger schriftlicher ",
	" all use is prohibited ", " use is prohibited ", " nutzung ist untersagt ", " nutzung untersagt ", " nutzung verboten ",
	" proprietary and confidential ", " do not distribute ", " do not copy ",
}

// restrictions are what restricts in a file that is there to carry a licence.
var restrictions = newCueSet(append([]string{
	" may not ", " must not ", " shall not ", " not permitted ", " not allowed ", " prohibited ", " forbidden ", " only if ", " you agree ",
	" pay ", " paid ", " fee ", " fees ", " royalties ", " subscription ", " commercially ", " commercial license ", " commercial licence ", " commercial agreement ",
	" additional terms ", " prior written ", " written permission ", " written consent ", " no right ", " no rights ", " not grant", " proprietary ",
	" confidential ", " restricted to ", " solely for ", " not be used ", " not be copied ", " not for ",
	" darf nicht ", " dürfen nicht ", " nicht gestattet ", " nicht erlaubt ", " nicht zulässig ", " untersagt ", " verboten ", " nur mit ", " nur nach ", " nur für ",
	" ausschließlich ", " gebühr", " entgelt", " ausgenommen ", " genehmigung ", " zustimmung ",
}, plainCues...))

// harmless are clauses of many open licences that hold a cue and restrict nobody's use. They are
// taken out before cues are looked for, so that what stands beside them in a sentence still counts.
var harmless = []string{
	"not be used to endorse or promote", "not used to endorse or promote", "not be used in advertising", "not be used for advertising", "not used in advertising", "not be misrepresented",
	"without specific prior written permission", "without their specific prior written permission", "without his specific prior written permission", "without specific written prior permission", "without specific written permission", "without prior written authorization", "without prior written permission", "without the prior written permission", "without express or implied warranty",
	"without fee", "without any fee", "without restriction or fee", "without license fee", "without license or royalty fees", "without royalty", "without license agreement", "no charge or fee", "gratis or for a fee", "for free or for a fee", "for a fee or free", "fee of any kind",
	"changing it is not allowed", "you may not use this file except in compliance", "you may not use this work except in compliance", "you may not use this software except in compliance",
	"may not be cop" + "ied modified or dis" + "tributed except according to those terms", // which the sentence before names; in pieces, since it is no notice here
	"permit linking proprietary applications with the library", "does not permit incorporating your program into proprietary programs",
	"shall not be liable", "non commercial or commercial", "noncommercial or commercial", "commercial or non commercial", "commercial or noncommercial", "commercial and non commercial",
	"without its prior written consent", "any use of the work other than as authorized under this license or copyright law is prohibited",
	"commercial use means", "notices and or additional terms",
	"must not be removed", "may not be removed", "not be removed or altered",
}

// reservations restrict where nothing else is said.
var reservations = newCueSet([]string{" all rights reserved ", " alle rechte vorbehalten "})

// A cueSet finds cues in normal texts. Each cue begins with a space, and is kept by the byte behind it.
type cueSet [256][]string

func newCueSet(cues []string) *cueSet {
	set := new(cueSet)
	for _, c := range cues {
		set[c[1]] = append(set[c[1]], c)
	}
	return set
}

// standIn reports whether one of the cues stands in a normal text.
func (s *cueSet) standIn(words string) bool {
	for i := 0; i+1 < len(words); i++ {
		next := strings.IndexByte(words[i:], ' ')
		if next < 0 {
			return false
		}
		if i += next; i+1 == len(words) {
			return false
		}
		for _, c := range s[words[i+1]] {
			if strings.HasPrefix(words[i:], c) {
				return true
			}
		}
	}
	return false
}
