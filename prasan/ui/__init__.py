"""What every page is made of: sheets, parts, tags, form fields, and the pages for trouble.

Words in templates and code are Thai and are the keys of translation: {% translate "หน้าแรก" %}.
English stands in prasan/locale/en; prasan/locale/th holds only our wording of sentences that
Django and allauth bring in English. `prasan compile_words` makes the .mo files of both.

What rules, labels and errors say stays Thai where it is made, for papers and the trail of changes;
`words.told` and the filter `thai` put it into the reader's language where it is shown. Its numbers
stand as {} in the catalogue: "ขาดอีก {} ครั้ง". Names, what people wrote, the sample assessment form
and official papers have no English.
"""
