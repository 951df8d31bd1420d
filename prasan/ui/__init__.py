"""What every page is made of: sheets, parts, tags, form fields, and the pages for trouble.

Words in templates and code are Thai and are the keys of translation: {% translate "หน้าแรก" %}.
English stands in prasan/locale/en; prasan/locale/th holds only our wording of sentences that
Django and allauth bring in English. `prasan compile_words` makes the .mo files of both.
"""
