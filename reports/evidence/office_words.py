"""What may stay in the parts of an Office file: names of ISO/IEC 29500-1 that can't tell of its making.

Attributes whose values are measures, counts, colours or switches need no list: they are known by their form.
"""

import re
from typing import Final

from reports.evidence.words import words

NAMESPACES: Final = re.compile(
    r"http://(schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/(wordprocessingml|spreadsheetml|presentationml|"
    r"drawingml|officeDocument|markup-compatibility)/.*"
    r"|http://schemas\.microsoft\.com/office/word/2010/wordprocessing(Shape|Group|Canvas)"
    r"|http://schemas\.microsoft\.com/office/drawing/2008/diagram"
    r"|http://schemas\.microsoft\.com/office/powerpoint/2018/8/main"
    r"|urn:schemas-microsoft-com:(vml|office:(office|word|excel|powerpoint))"
    r"|http://www\.w3\.org/XML/1998/namespace|"
)
"""Of elements and attributes; what is in another goes, with what it holds."""

GONE: Final = words(
    "rsids docId docVar absPath fileSharing fileVersion revisionPtr customWorkbookViews "
    "customSheetViews creationId "
    "presenceInfo permStart permEnd writeProtection customProperties custDataLst htmlPubPr modifyVerifier "
    "threadedComment personList nsid tmpl lsid bookmarkStart bookmarkEnd latentStyles aliases "
    "proofState fldData "
    "entryMacro exitMacro helpText statusText moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd "
    "smartTagPr customXmlPr sdtPr sdtEndPr workbookProtection sheetProtection documentProtection "
    "protection timing tags "
    "custShowLst cNvCxnSpPrExt extLst proofErr phoneticPr fileRecoveryPr oleSize smartTagTypes smartTagPr "
    "functionGroups cacheHierarchies kpis dimensions measureGroups maps divs permStart custDash2 docPartObj"
)
"""Elements that say who, when, where or with what; with all in them."""
UNWRAPPED: Final = words("sdt sdtContent smartTag customXml")
"""Elements of which only what they hold stays."""
SETTINGS: Final = words(
    "settings evenAndOddHeaders mirrorMargins gutterAtTop bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter "
    "defaultTabStop autoHyphenation characterSpacingControl footnotePr endnotePr footnote endnote pos numFmt "
    "numStart numRestart compat compatSetting themeFontLang clrSchemeMapping drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing noLineBreaksAfter noLineBreaksBefore balanceSingleByteDoubleByteWidth "
    "ulTrailSpace "
    "doNotExpandShiftReturn adjustLineHeightInTable useFELayout spaceForUL trackRevisions"
)
"""Elements of a Word file's settings."""

WORD_ATTRIBUTES: Final = words(
    "val type id ilvl w h x y orient code top right bottom left header footer gutter start end "
    "linePitch charSpace "
    "space num sep equalWidth sz color shadow frame themeColor themeTint themeShade fill themeFill "
    "themeFillTint "
    "themeFillShade ascii hAnsi eastAsia cs hint asciiTheme hAnsiTheme eastAsiaTheme cstheme line "
    "lineRule before "
    "after beforeLines afterLines beforeAutospacing afterAutospacing firstLine firstLineChars hanging "
    "hangingChars "
    "leftChars rightChars startChars endChars pos leader fldCharType fldLock dirty instr lang bidi "
    "default styleId "
    "customStyle abstractNumId numId name uri displacedByCustomXml char font vAnchor hAnchor wrap "
    "hSpace vSpace "
    "xAlign yAlign hRule anchorLock lines dropCap fmt chapStyle chapSep offsetFrom zOrder display "
    "notFirstPage "
    "firstRow lastRow firstColumn lastColumn noHBand noVBand oddVBand evenVBand oddHBand evenHBand "
    "firstRowFirstColumn firstRowLastColumn lastRowFirstColumn lastRowLastColumn tblpX tblpY "
    "tblpXSpec tblpYSpec "
    "horzAnchor vertAnchor leftFromText rightFromText topFromText bottomFromText vMerge hMerge combine "
    "combineBrackets vert vertCompress author initials edGrp history customMarkFollows restart "
    "countBy distance "
    "suppressOverlap upDown numFmt format tentative tplc2 ptWrap alignment relativeTo bg1 t1 bg2 t2 "
    "accent1 accent2 "
    "accent3 accent4 accent5 accent6 hyperlink followedHyperlink linkTarget cols"
)
"""Of WordprocessingML's namespace."""
TOKENS: Final = words(
    "t val prst algn anchor type typeface cap vert wrap idx orient horizontal vertical style "
    "patternType formatCode s r "
    "ref sqref rgb lastClr cmpd u strike baseline rot dir horzOverflow vertOverflow fontAlgn hangingPunct "
    "tableStyleId uri Requires Ignorable dist ang marL marR indent lvl fill stroke path fmla cellRange state "
    "activePane pane operator errorStyle error errorTitle prompt promptTitle cellComments pageOrder "
    "orientation errors "
    "text timePeriod iconSet axis axisPos sortBy sortMethod dataOnRows showDataAs subtotal sourceRef "
    "xml:space space "
    "activeCell topLeftCell calcMode refMode dateTimeGrouping groupBy fc bwMode flip tileFlip filter "
    "presetID "
    "relativeFrom behindDoc distT distB hR wR stAng swAng pos x y ext stroked filled fillcolor strokecolor "
    "strokeweight coordsize coordorigin adj opacity on color color2 arcsize connecttype "
    "gradientshapeok extrusionok "
    "inset joinstyle weight position bIns lIns rIns tIns caption formatCode12 totalsRowLabel "
    "totalsRowFunction headerRowDxfId xfId builtinId spt mso-layout-flow-alt ObjectType cx cy cxnId "
    "layoutNode presName presAssocID modelId srcId destId parTransId sibTransId phldrT presStyleLbl "
    "presStyleIdx "
    "presStyleCnt loTypeId loCatId qsTypeId qsCatId csTypeId csCatId uniqueId minVer op func arg "
    "refType refFor "
    "refForName refPtType forName for ptType axis2 cnt st step hideLastTrans chOrder moveWith "
    "styleLbl zOrderOff "
    "preset presetShape fov hueDir meth pathType dirType lim lon lat rev rig contourW prstMaterial "
    "blend algn2 sy sx ky "
    "sz size accent1 accent2 accent3 accent4 accent5 accent6 bg1 bg2 tx1 tx2 dk1 dk2 lt1 lt2 hlink folHlink "
    "panose script lang altLang authorId shapeId spid id uid local grp noGrp master layout matchingName2 "
    "thruBlk spd advTm transition hideGeom notesSz showType eqn cellref"
)
"""Attributes that hold words of the format, or what a reader sees."""
WRITTEN: Final = words("t delText instrText delInstrText")
"""Elements of WordprocessingML whose text is one."""
IDS: Final = words(
    "id spid uid shapeId modelId cxnId srcId destId parTransId sibTransId presAssocID uniqueId authorId"
)
PLAIN_ID: Final = re.compile(r"\d{1,10}|\{[0-9A-Fa-f-]{36}\}|#?_x0000_[a-z]\d{1,8}|-1")
STYLE_OR_FORMAT: Final = re.compile(
    r"http://(schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/drawingml/[\w/.-]*"
    r"|http://schemas\.microsoft\.com/office/word/2010/wordprocessing(Shape|Group|Canvas)"
    r"|(\s*[a-z-]{2,40}\s*:\s*[\w.,%# -]{0,60}\s*(;|$))*|\d{1,4}|[a-zA-Z]\w{0,20}"
)
BUILT_IN_TABLE_STYLE: Final = re.compile(r"(Table|Pivot)Style(Light|Medium|Dark)\d{1,2}")
NAMED: Final = words(
    "definedName sheet tableColumn cacheField dataField pivotField gd gdLst calculatedItem layoutNode forEach "
    "rule chooseWhen if else"
)
"""Elements whose `name` is seen, or needed by what is drawn; other names become a dash."""
NUMBER: Final = re.compile(
    r"(\s*[-+]?(\d{1,12}(\.\d{1,18})?|\.\d{1,18})([eE][-+]?\d{1,3})?(%|pt|in|cm|mm|px|em|pc|pi|f|fd)?[\s,]*){1,40}|[01]|true|false|on|off|[0-9a-fA-F]{6}|"
)
TELLING_NUMBERS: Final = words(
    "refreshedDate lastEdited lowestEdited rupBuild calcId createdVersion updatedVersion "
    "refreshedVersion dt created "
    "dateUtc xWindow yWindow windowWidth windowHeight minRefreshableVersion targetScreenSize "
    "durableId paraId textId"
)
"""Attributes that are numbers, and tell of a program, a screen or a time."""
BUILT_IN_STYLE: Final = re.compile(
    r"Normal|heading [1-9]|toc [1-9]|(Title|Subtitle|header|footer|caption|Table Grid|Normal Table|No List|Hyperlink)"
    r"|Default Paragraph Font|List Paragraph|page number|Body Text|Plain Text|(footnote|endnote|annotation) "
    r"(text|reference)|Balloon Text|Strong|Emphasis|Normal \(Web\)|List (Bullet|Number)( [2-5])?|Quote|No Spacing",
    re.IGNORECASE,
)
PLAIN_FIELD: Final = re.compile(
    r"\s*(PAGE|NUMPAGES|SECTION|SECTIONPAGES|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN)"
    r"(\s+\\\*\s*(MERGEFORMAT|Arabic|Roman|Alphabetic|CardText|Ordinal|ArabicDash|CHINESENUM[1-3]))*\s*",
    re.IGNORECASE,
)
"""Fields that are computed again: the others have shown what they had to."""
