"""The words with which reports label a figure: results, reasons, applicants, channels, courts and their outcomes. Data only.

A label's name is the quantity that it claims (``refused``, ``channel_mail``); an outcome's name is completed by the court
it is said of (``review_upheld``). Words are regular expressions over folded text, as in the vocabulary that they join.
"""

from __future__ import annotations

_PUBLIC = "(?:提供)?公开"
_HELD = "(?:本(?:行政)?机关|本单位|我[局委办厅市区县镇乡院]|本[局委办厅镇乡]|行政机关)?"
_NO_LONGER = "(?:的?[,、]?(?:行政机关)?不再处理(?:其?(?:政府信息公开)?申请)?)?"
_COMPLAINTS = "信访、?(?:举报、?投诉|投诉、?举报)"
# words that tell a reason only where they stand in a list
_LISTED = "(?:(?<=[、,:(])|(?<=其中)|(?<=属于))"
_CASE = "(?:的?(?:案件|申请|事项|案|件(?=[0-9未均共,;。])))?"

# 予以公开28件，其中部分公开8件
_WITH_PARTIAL = "(?=类?的?[0-9]{1,6}[件份条起宗项]?[,(](?:其中(?:含|包括)?|内?含|包括|包含)部分公开)"

RESULTS: dict[str, tuple[str, ...]] = {
    "granted_or_partial": (
        f"(?:依法)?(?:予以|同意|准予|给予|(?<![动全]))公开{_WITH_PARTIAL}",
        f"(?:依法)?(?:予以|同意|准予|给予)?{_PUBLIC}\\((?:包?含|包括)(?:予以|同意)?部分公开\\)",
        "(?:依法)?(?:予以|同意|准予|给予)?(?:全部(?:公开)?|公开)或者?(?:予以|同意)?部分公开",
        "(?<![动全])公开[、和及与]部分公开(?=的?[0-9])",
    ),
    "partial": ("部分(?:予以|同意)?公开", "区分处理"),
    "refused": ("(?:决定|依法|告知)?(?:不予|不同意|未予|不宜|不)公开(?!为例外|的?事项|信息|原则)",),
    "cannot_provide": ("无法(?:予以)?提供(?:答复书|告知书)?",),
    "not_processed": ("不予处理|不再处理",),
    "other_handling": ("作?(?:其他|其它)(?:类型|方式|形式)?(?:的)?(?:处理|答复)(?:结果|情形|方式)?",),
    "granted": (
        f"(?:依申请)?(?:予以|同意|给予|准予|完全|全部|全面|可以|可予)(?:主动)?{_PUBLIC}",
        "(?<![信息申请主动务予分意步应众级外理])公开(?=类?的?(?:为|有|答复)?[0-9])",
        "(?<=[0-9][件份条起宗项])公开(?=[,;、。])|(?<=[0-9][件份条起宗项]已)公开(?=[,;、。])",
    ),
}
"""The groups of the third table's results."""

REASONS: dict[str, tuple[str, ...]] = {
    "refused_state_secret": (f"(?:属于|涉及|属|涉)国家秘密|{_LISTED}国家秘密(?=类?的?[0-9])",),
    "refused_by_law": ("(?:属于|因)?(?:其他)?法律、?(?:行政)?法规(?:规定)?禁止公开",),
    "refused_securities": (
        "(?:危及|影响)?“?三安全一稳定”?",
        "(?:公开后)?(?:可能)?(?:危及|影响)国家安全、公共安全、经济安全(?:、|和|及)?(?:社会稳定)?",
    ),
    "refused_third_party": ("(?:保护|涉及|损害)?第三方(?:的?合法)?权益",),
    "refused_internal": ("(?:属于)?(?:三类)?内部(?:事务|管理)性?(?:信息)?",),
    "refused_process": ("(?:属于)?(?:四类)?过程性(?:性)?信息",),
    "refused_case_file": (
        # 评查行政执法案卷12件
        f"属于行政执法案卷(?:信息)?|(?<![查阅])行政执法案卷(?:信息)?|{_LISTED}执法案卷(?:信息)?(?=类?的?[0-9])",
    ),
    "refused_query": ("(?:属于)?行政查询(?:类)?(?:事项)?",),
    "not_held": (f"{_HELD}(?:不掌握|未掌握)(?:的)?相关(?:的)?政府信息",),
    "answered_not_held": (
        "非本(?:行政)?(?:机关|单位|部门|[局委办厅镇])掌握(?:的?(?:政府)?信息)?",
        f"{_HELD}(?:不掌握|未掌握)(?:相关|该|有关|所申请|申请)?(?:的)?(?:政府)?(?:信息)?",
    ),
    "not_made": (
        "没有现成(?:的)?(?:政府)?信息(?:,|、)?(?:需要?)?(?:另行)?(?:制作|加工)?",
        "需要?另行(?:制作|加工)(?:信息)?(?=的?[0-9])",
    ),
    "unclear": ("(?:经)?补正后?(?:申请)?(?:内容)?仍(?:然)?不(?:明确|清楚)",),
    "complaints": (
        "(?:属于)?信访、?(?:举报|投诉)?、?(?:投诉|举报)?类(?:申请|事项)?",
        "(?:属于)?信访(?:投诉)?(?:类)?事项(?=(?:依法)?不予处理)",
        # without 类 only in a list of reasons: complaints are counted everywhere
        f"(?:属于)?{_COMPLAINTS}(?=的?[0-9]{{1,6}}件[、,;](?:属于)?(?:重复(?:提交|提出|申请)|要求|无正当理由|大量反复))",
        f"(?<=件、){_COMPLAINTS}(?=[0-9])",
    ),
    "repeated": ("(?:属于)?重复(?:提交|提出)?(?:的)?申请",),
    "publications": ("(?:要求)?提供公开出版物|(?:要求提供)?公开出版物",),
    "mass_requests": ("(?:无正当理由)?大量、?反复申请",),
    "reissue": (
        "要求(?:行政机关)?(?:确认|重新出具)(?:或者?重新出具)?(?:已获取(?:的)?信息)?",
        "要求对已获取的?(?:政府)?信息(?:进行|予以|加以)?(?:确认|重新出具)(?:或者?重新出具)?",
    ),
    "not_corrected": (
        "(?:无正当理由)?逾期(?:未|不)(?:予)?补正(?:的?[,、]?(?:视为(?:放弃|撤回)(?:申请)?|[按作](?:自动)?(?:放弃|撤回)(?:申请)?处理))?"
        + _NO_LONGER,
        "放弃补正" + _NO_LONGER,
    ),
    "not_paid": (
        "逾期(?:未|不)(?:按[^,;。0-9]{0,16}?)?(?:要求)?(?:缴|交)(?:纳)?(?:费用|费)(?:,?视为(?:放弃|撤回)(?:申请)?)?"
        + _NO_LONGER,
        "未(?:在[^,;。0-9]{0,6}?期限内|按[^,;。0-9]{0,16}?)(?:缴|交)纳?(?:费用|费)" + _NO_LONGER,
    ),
    "withdrawn": ("(?:主动|自愿|自行|自主)?(?:撤回|撤销|撤件)(?:了)?(?:申请|(?=[0-9]))?|视为撤回",),
    "redirected": (
        "(?:告知|引导|建议(?=申请人))(?:申请人|其)?(?:可|应)?(?:通过|向|到|由)?(?:其他|相关|有关|有权)[^,;。、0-9()]{0,8}?"
        "(?:途径|渠道|机关|部门|单位)(?:办理|获取|申请|反映|查询|咨询|提出)?",
    ),
    "answered_not_exist": ("(?:政府|该|相关|申请)?信息不存在|不存在(?=的?(?:有|为)?[0-9])",),
    "answered_already_public": (
        "(?:(?<=[、,;:])|(?<=其中))主动公开范围的(?=[0-9])",
        "(?:属于)?主动公开范围的?(?:并|,|、)?(?:告知|提供)[^,;。、0-9()]{0,6}?(?:方式|途径|渠道)(?=的?[0-9])",
        "(?:(?:属于)?已经?|(?<=告知))主动公开(?:范围|的?信息)?(?:(?:并|,|、)?(?:告知|提供)[^,;。、0-9()]{0,6}?(?:方式|途径|渠道)(?:和途径)?)?",
    ),
    "answered_not_own": (
        "(?:不属于?|非)(?:本(?:行政)?(?:机关|单位|部门|[局委办厅镇])|我[局委办厅镇])"
        "(?!掌握)(?:公开|职责|职权|权限|负责|掌握|政府信息|信息|事项|管辖|的)*(?:范围|范畴)?(?:并?告知[^,;。、0-9()]{0,6}?方式)?",
        "不属于?(?:本(?:行政)?(?:机关|单位)|我[局委办])掌握",
    ),
    "answered_not_information": ("不(?:属于|属|是)(?:本?条例[^,;。0-9]{0,6})?政府信息(?:公开)?(?:的)?(?:范围|范畴)?",),
}
"""Why a request ended as it did: the rows of the groups, and other words in use for them."""

RESULT_OF: dict[str, str] = {
    **dict.fromkeys((reason for reason in REASONS if reason.startswith("refused_")), "refused"),
    **dict.fromkeys(("not_held", "not_made", "unclear"), "cannot_provide"),
    **dict.fromkeys(("answered_not_exist", "answered_not_held", "answered_not_own"), "cannot_provide"),
    **dict.fromkeys(("complaints", "repeated", "publications", "mass_requests", "reissue"), "not_processed"),
    **dict.fromkeys(("not_corrected", "not_paid", "withdrawn", "redirected"), "other_handling"),
    **{"answered_already_public": "granted", "answered_not_information": "not_processed"},
}
"""The result among which the table counts a reason."""

APPLICANTS: dict[str, tuple[str, ...]] = {
    "applicant_org": (
        "法人(?:、|和|与|及|以及|或者?)?(?:其他|其它|非法人)(?:社会)?组织",
        "(?<!单位)(?<!企业)(?<!机关)(?<!团体)(?<!其[他它])法人(?!代表|资格|治理)(?:组织|单位)?",
        "非自然人",
    ),
    "applicant_research": ("科研(?:机构|院所)",),
    "applicant_welfare": ("(?:社会)?公益组织",),
    "applicant_legal": ("法律服务机构|律师事务所|律所",),
    "applicant_business": ("商业(?:企业|机构)|企业(?:法人)?(?!投资|开办|登记|信用|群众|和)|公司(?!登记)",),
    "applicant_natural": ("(?<!非)自然人|公民(?:个人)?(?!满意)|个人(?!信息|隐私|事项|所得)",),
    "applicant_other": ("(?:其他|其它)(?:社会)?组织",),
}

CHANNELS: dict[str, tuple[str, ...]] = {
    "channel_email": ("电子(?:邮件|邮箱)|邮件(?!订阅)|邮箱(?!地址)",),
    "channel_mail": (
        "(?:邮政|EMS|ems)(?:特快专递|快递|专递|挂号)?(?:邮寄|寄送)?|特快专递",
        "信函|邮寄|挂号信?|快递|邮局|(?<!来信)来函(?=[0-9方申])|书信|(?<!公开)(?:来信|信件)(?=[0-9])|来信(?=申请)|信件(?=申请|形式|方式|渠道|提交)",
    ),
    "channel_inperson": ("当面|当场(?=提交|提出|递交|申请|[0-9])|现场(?!核查|检查|解决)|窗口|上门|面交|到场|到访",),
    "channel_fax": ("传真",),
    "channel_phone": ("电话",),
    "channel_written": ("书面|线下|纸质",),
    "channel_verbal": ("口头",),
    "channel_web": (
        "(?:政府|门户|官方)?(?:互联网|网络|网站|网上|网页|网办|在线|线上)(?:平台|系统)?",
        "依申请公开(?:系统|平台)|(?:申请|公开)(?:系统|平台)|政务服务(?:网|平台)|线上|平台(?=申请|提交|[0-9])",
    ),
}

COURTS: dict[str, tuple[str, ...]] = {
    "litigation_direct": (
        "(?:未经(?:行政)?复议)?直接(?:提起|向[^,;。0-9]{0,8}?)?(?:行政)?(?:起诉|诉讼)(?:的)?(?:行政诉讼)?(?:案件)?",
    ),
    "litigation_after_review": (
        "(?:经(?:行政)?复议(?:后)?(?:又|再)|(?:经)?(?:行政)?复议后(?:又|再)?)(?:向(?:人民)?法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)(?:的)?(?:行政诉讼)?(?:案件)?",
    ),
    "review": (
        f"行政复议(?!法|机关|机构|局|委员会|办|应诉|渠道|权|体制|规范化|答复|决定){_CASE}",
        f"复议(?!法|机关|机构|局|委员会|审查|应诉|渠道|权|决定|答复|维持|纠){_CASE}",
    ),
    "litigation": (
        f"(?:行政)?诉讼(?!法|请求|权|时效|参与){_CASE}",
        # 无被复议、被诉情况
        "(?<=被)诉(?=的?(?:情况|情形|现象|案件)?(?:[,;。)]|$)|(?:案件)?共?[0-9])",
    ),
}

OUTCOMES: dict[str, tuple[str, ...]] = {
    "upheld": (
        "(?<=[部均获])胜诉",
        "(?:(?:复议机关|法院)(?:依法)?)?(?:复议|诉讼|审理|判决|裁决|作出|决定)?(?:结果)?(?:为)?(?:被|获|予以?)?维持(?:[我本](?:[局委办厅]|机关|单位)的?)?(?:原?(?:具体)?(?:行政行为|答复|处理|行政)?(?:决定|判决|判|行为|答复)?)?",
    ),
    "corrected": (
        "(?:复议|诉讼|审理)?(?:结果)?(?:为)?(?:被|予以)?(?:纠正|纠错)",
        "(?<=[零无])败诉(?:案件)?(?=[,;。)]|$)",
    ),
    "other": ("(?:其他|其它)(?:审理|复议|诉讼)?结果",),
    "pending": ("(?:尚未|未|暂未|还未|正在|尚在)(?:审结|结案|审理(?:完毕|中)?)(?!完)|在审|审理中|未结(?![案转论])",),
}

MATTERS: dict[str, tuple[str, ...]] = {
    "regulations": ("规章(?!制度|规范性|、|以下|办法)",),
    "normative": ("(?:行政)?规范性文件",),
    "licences": ("行政许可(?:事项|决定|案件)?(?!法|证|信息|公示|清单|类)",),
    "penalties": ("行政处罚(?:决定|案件)?(?!法|信息|公示|裁量|类)",),
    "coercions": ("行政强制(?:措施|执行|决定)?(?!法|信息|公示)",),
    "fees_collected": ("行政事业性收费",),
    "processing_fee": ("信息处理费用?",),
}
"""What section two counts, and the fee of section six."""

FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "reason": REASONS,
    "result": RESULTS,
    "applicant": APPLICANTS,
    "channel": CHANNELS,
    "court": COURTS,
    "outcome": OUTCOMES,
    "matter": MATTERS,
}

LABELS: dict[str, str] = {label: family for family, labels in FAMILIES.items() for label in labels}
"""The family of each label."""

WHOLE: dict[str, tuple[str, ...]] = {
    "applicant": ("new_applications", "received_incl_carried"),
    "channel": ("new_applications", "received_incl_carried"),
    "result": ("answered_total", "new_applications", "received_incl_carried"),
    "reason": ("answered_total", "new_applications", "received_incl_carried"),
}
"""The figures of which ``均为`` and ``全部`` make a family's label the whole, the likeliest first."""

OTHER: dict[str, str] = {
    "result": "other_handling",
    "reason": "other_handling",
    "applicant": "applicant_other",
    "channel": "channel_other",
}
"""What a mere 其他 is in a list of a family's labels."""

TOGETHER: dict[frozenset[str], str] = {
    frozenset(("granted", "partial")): "granted_or_partial",
    frozenset(("review", "litigation")): "review_plus_litigation",
}
"""Labels that share one figure."""
