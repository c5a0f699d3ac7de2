"""The rule layer: what must always be noticed, what only sounds like it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu.crisis_rules import CrisisRules

RULES = CrisisRules()


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


EXPLICIT = lines(
    """
    I can not liv any more
    gonna end my lyf tonite
    jag vill ta mitt liv
    I want to die
    i wanna die
    i just want to die honestly
    I really really want to be dead
    want to be dead
    I wish I was dead.
    I wish I were never born
    sometimes I wish I wouldn't wake up tomorrow
    I hope I don't wake up tomorrow
    I go to bed hoping I won't wake up
    i dont want to be alive anymore
    I don't want to live any more
    I do not want to exist
    I don't want to be here anymore
    I don't want to die but I just don't want to be here
    I don't want to die, I just want it all to stop
    I no longer want to live
    not wanting to be alive is the only thing I feel
    I'd rather be dead than do another year of this
    I would rather die than keep going
    I'd be better off dead
    they would all be better off if I was dead
    I think about dying every day
    I keep thinking about death and how peaceful it would be
    I can't stop thinking about killing myself
    I've been having thoughts of ending my life
    I want to end my life
    I want to end it all
    I'm ready to end it all tonight
    thinking of ending things for good, I mean my life
    I'm going to kill myself
    im gonna kill my self
    I will kill myself tonight
    I might kill myself if this goes on
    I almost killed myself last week
    I tried to kill myself in March and it is coming back
    I thought about killing myself again this morning
    I feel like killing myself
    what if I just killed myself
    nobody would care if I killed myself
    I want to commit suicide
    I've been thinking about suicide a lot
    I am suicidal
    I'm feeling suicidal again
    been feeling pretty suicidal since the rejection
    my suicidal thoughts are back
    I have suicidal thoughts
    having suicidal ideation again, worse than last year
    I have been considering suicide
    suicide seems like the only way out
    suicide is the only option left for me
    I have a plan to kill myself
    I made a plan for how to do it and I want to die
    I attempted suicide two years ago and I feel the same now
    I survived a suicide attempt last spring and it's all back
    my last suicide attempt was in 2022, I am scared I'll do it again
    I took an overdose an hour ago
    I've taken too many pills
    I just swallowed all my pills
    I overdosed
    I am going to overdose tonight
    I have the pills here next to me
    I've been saving up pills for months
    I've got a gun in the drawer and I keep looking at it
    I bought a rope yesterday
    I'm standing on the bridge right now
    I am on the roof and I want to jump
    I want to jump off the roof of the institute
    I thought about jumping in front of the train this morning
    I want to step in front of a bus
    I want to hang myself
    I'm going to shoot myself
    I want to slit my wrists
    I slit my wrist
    I wrote a suicide note
    I've written goodbye letters to my family
    this is my goodbye note
    I've already written my goodbye letter
    I wrote letters to everyone for when I'm gone
    goodbye everyone, I won't be here tomorrow
    by the time you read this I'll be gone
    I won't be alive by the time the grant is decided
    I don't plan to be alive for my defence
    I don't see myself alive in a year
    I have no reason to live
    there's no reason for me to stay alive
    I've got nothing left to live for
    life is not worth living
    my life isn't worth living anymore
    what's the point of living
    I see no point in being alive
    I can't go on living like this
    I don't deserve to live
    I deserve to die
    I should be dead
    I should just die
    I should kill myself
    it would be easier to be dead
    I want to stop existing
    I wish I could just stop existing
    I wish I didn't exist
    I want to disappear forever and never wake up
    I want to fall asleep and never wake up
    I want to go to sleep and not wake up
    I hope a car hits me on the way home
    I hope I get hit by a bus
    wish I would get cancer and die
    I'm tired of living
    I'm tired of being alive
    I'm so sick of being alive
    I am done with life
    I hate being alive
    I give up on life
    I'm a burden to everyone, they'd be better off without me
    everyone would be better off without me
    my family would be better off without me
    the lab would be better off if I were dead
    the world would be better without me in it
    nobody would notice if I was dead
    nobody would miss me if I died
    I'm just a burden and I should be gone for good
    I'm such a burden to my parents that it's better if I die
    I cut myself
    I cut myself again last night
    I've started cutting again
    I relapsed and cut my arms
    I have been hurting myself
    I want to hurt myself
    I feel the urge to cut
    the urge to self-harm is really strong today
    I self harmed again after group meeting
    I've been self-harming since the rejection
    I burn myself with a lighter when experiments fail
    I hit myself until I bruise
    I keep scratching my arms until they bleed
    sh relapse after two years clean
    I relapsed on sh
    I've been clean from cutting for a year and I'm about to relapse
    I'm scared I will hurt myself tonight
    I don't trust myself not to do something to myself
    I'm afraid of what I might do to myself
    I'm not safe with myself tonight
    I'm a danger to myself
    kms
    I'm gonna kms
    might kms tbh
    wanna kms so bad
    I want to unalive myself
    thinking of unaliving
    I'm going to ctb
    I want to ctb soon
    sewerslide is on my mind again
    thinking about sewer slide
    gonna self delete
    I want to off myself
    might just off myself
    I'm going to end myself
    I want to delete myself from this world and die
    I'll take my own life
    I've thought about taking my own life
    I want to take my life
    I want to do away with myself
    suicde seems like the only way out
    I think about sucide every day
    im feeling suicdal
    i wnat to die
    i wana die
    i wantto die
    i want too die
    i watn to kill myslef
    i will killmyself
    ill kil myself
    idontwanttolive
    iwanttodie
    I dont wanna live anymore
    dont wanna be alive
    dont wanna wake up tmrw
    i wanna dieeeeee
    i want to d.i.e
    k.m.s
    k i l l  m y s e l f
    I want to k1ll mys3lf
    su!c!de is all I think about
    i want to k*ll myself
    thinking of su*cide
    I want to kіll mуself
    I want to d\u200bi\u200be
    ＩＷＡＮＴ ＴＯ ＤＩＥ, I WANT TO DIE
    I WANT TO DIE!!!
    I want to die lol
    I want to kill myself jk
    gonna kill myself haha just kidding
    I want to kill myself. sorry, forget it, I was joking
    the deadline kills me, I want to kill myself
    killing a zombie process all night and now I want to die
    my supervisor hates me and I want to die
    My friend wants to die
    my friend is suicidal
    my labmate told me she wants to kill herself
    my labmate said he doesn't want to live anymore
    a student of mine wrote that she wants to end her life
    one of my students is suicidal, what do I do
    my brother tried to kill himself
    my brother attempted suicide last night
    my sister is cutting herself
    I think my roommate is going to kill himself
    I'm worried my colleague might hurt himself
    I'm afraid my friend is going to take her own life
    a postdoc in our group talks about suicide
    my PhD student sent me a goodbye note
    someone in my cohort said they want to die
    my girlfriend says she will kill herself if I leave
    he told me he has a gun and wants to die
    she keeps saying she wants to be dead
    my office mate posted that he won't be here tomorrow
    my mother took an overdose
    My flatmate swallowed a bunch of pills
    my husband hits me
    my boyfriend beat me up last night
    my partner is beating me
    he hits me when the papers get rejected
    he punched me in the face
    he choked me yesterday
    my father beats me
    I was raped
    my supervisor raped me
    a professor sexually assaulted me at the conference
    I've been sexually assaulted
    my advisor groped me
    he forced himself on me
    he forces me to sleep with him
    my ex is stalking me
    someone is stalking me, he's outside my flat
    he threatened to kill me
    my ex says he will kill me
    he locked me in the room
    my husband won't let me leave the house
    I'm being abused at home
    my partner is abusive and I'm scared to go home
    I'm afraid for my life
    I am in danger right now
    he is threatening me with a knife
    I'm not safe at home
    I want to kill my supervisor
    I'm going to kill him
    I'm going to hurt someone
    I want to hurt people
    I want to shoot up the department
    I feel like stabbing my advisor
    I have thoughts of killing people
    I'm going to bring a gun to the lab
    I have stopped eating
    I haven't eaten in five days
    I'm starving myself
    I make myself throw up after every meal
    I keep purging and I can't stop
    I've been drinking bleach
    I'm going to jump
    I am about to jump
    the voices tell me to kill myself
    I want out of this life
    I can't do this anymore, I want to die
    If I don't get this grant I will kill myself
    if the paper is rejected again I'm ending my life
    tonight I'm ending it
    I'm going to end it tonight
    I've decided to end my life
    I decided when I'm going to die
    I googled how to kill myself
    what is the easiest way to die
    painless way to die
    how do I kill myself
    ways to kill yourself
    how many pills does it take to die
    is there a painless suicide method
    I do not want to be on this planet anymore
    I don't want to be in this world any longer
    I'd like to not be alive
    I keep imagining my own funeral and it feels like relief, I want to die
    death would be a relief
    I'd welcome death
    I am longing for death
    I pray to die every night
    I want my life to end
    I want my life to be over
    my life is over, I want it to end tonight by my own hand
    I fantasise about dying
    I've been fantasizing about killing myself
    I daydream about being dead
    I used to be suicidal and it's coming back
    honestly i'd be happier if i was six feet under
    every night i hope my heart stops
    I am so done, I want to sleep and not ever wake up again
    my plan is to end my life after the defence
    i feel like dying
    I feel like I want to die all the time
    I keep having thoughts about ending my own life
    i've thought of suicide since the contract ended
    Suicide is constantly on my mind
    I'm having really dark suicidal thoughts tonight
    I tried killing myself last year
    I was in hospital after my suicide attempt
    im scared im going to kill myself
    I don't feel like living any more
    living is pointless
    I can't find a reason to live
    there's nothing left for me to live for
    My existence is a mistake and I should not be alive
    I'd be doing everyone a favour if I died
    everybody would be happier if I wasn't alive
    my mother would be better off without me
    I have written letters to my parents for after I'm dead
    I'm saying goodbye to everyone before I do it
    I have a bottle of pills in front of me
    I've taken about thirty paracetamol
    I took all my antidepressants at once
    i swallowed a load of pills
    I want to slash my wrists
    cutting myself is the only thing that helps
    i cut last night
    I've been cutting for three months
    i can't stop hurting myself
    I burn my arms with cigarettes
    I feel like self-harming
    my friend keeps talking about killing himself
    my roommate said he's going to end his life tonight
    one of my master students told me that he wants to die
    a colleague told me she's been thinking of suicide
    my brother says life isn't worth living
    my labmate is hurting herself, I saw the cuts
    I'm worried my PhD student is suicidal
    what should I do if my friend wants to kill herself?
    My partner hit me again yesterday
    my boyfriend strangled me last night
    I am being stalked by a former colleague
    I've been raped by someone from my institute
    my dad hits me and my sister
    my husband threatens to kill me
    He locked me in the bedroom and took my phone
    my supervisor sexually harassed me and touched my breasts
    I'm scared my ex will kill me
    I can't leave, he'll hurt me
    I'm going to kill my supervisor, I mean it
    I want to hurt my labmate badly
    I have a knife and I'm going to stab him
    I haven't eaten anything for a week
    I vomit after every meal
    I starve myself on purpose
    gonna unalive myself fr
    kms rn no joke
    wish i was dead tbh
    rather be dead
    i wanna be dead so bad
    let me just die
    i dont wanna exist
    i just dont want to be alive
    do not want to be alive any longer
    not sure i want to be alive
    I'm not sure I want to live
    I don't know if I want to keep living
    I have lost the will to live
    I'd like to die
    I need to die
    death is the only way out
    dying would be so much easier
    i think i'd be better off dead
    I think it would be better if I died
    everyone hates me i should just kill myself
    if i fail this i'm going to kill myself
    I might jump off the bridge tonight
    I am thinking of jumping in front of a train
    i look at the train and want to jump
    I'm on the edge of a roof
    i bought rope for hanging myself
    googling how to tie a noose
    I have a gun and I'm thinking about using it on myself
    what's the least painful way to kill yourself
    is it painful to hang yourself
    how to commit suicide
    tell me how to die
    suicide
    i'm suicidal
    I am suicidal and nobody knows
    I've always been suicidal but it's worse now
    suicidal ideation is back
    I was suicidal last year and I feel it coming back
    I don't want to kill myself but I don't want to live either
    I don't want to die, but I don't want to wake up tomorrow
    I'm not going to kill myself but I want to be dead
    not that i'd do it but i think about killing myself
    I wanted to kill myself yesterday lol
    haha i want to die
    I want to die 😂
    im ok now but an hour ago i had the knife on my wrist
    sometimes I think about driving into a tree
    I hope I die in my sleep
    I pray I won't wake up
    I wanna go to sleep and never get up
    life has no meaning for me anymore, I want to end it
    I want everything to end, me too
    i've had enough of life
    I can't take living anymore
    I can't bear to be alive
    ending it all tonight
    tonight is the night I end it
    this will be my last night on earth
    I won't see tomorrow
    I will not be alive tomorrow
    you won't hear from me again, I'm ending my life
    Please take care of my cat when I'm dead
    My will is written and I want to die
    I overdosed two days ago and told nobody
    self harm urges are strong tonight
    relapsed last night, cut my thighs
    I self-harm
    I did something bad to myself
    i'm afraid i'll do something to myself
    I don't feel safe alone tonight
    My father is beating my mother right now
    he raped me
    She slapped me and threw me down the stairs
    I'm being blackmailed with nude photos by my supervisor
    somebody is following me home every night
    a man is threatening me outside my flat
    my girlfriend is threatening suicide
    my sister overdosed
    my son wants to die
    someone I know is planning suicide
    a friend from my cohort texted that she took pills
    suicidul
    suiicidal
    i wan to dei
    i wnna die
    iwannadie
    wannakillmyself
    i want 2 die
    i want to d!e
    want to dÍe
    i w a n t t o d i e
    I. Want. To. Die.
    I want to d-i-e
    kill m y s e l f
    K I L L M Y S E L F
    gonna k!ll mys3lf
    I'm going to ki11 myself
    thinking of s u i c i d e
    𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮
    Ⓘ ⓦⓐⓝⓣ ⓣⓞ ⓓⓘⓔ
    ɪ ᴡᴀɴᴛ ᴛᴏ ᴅɪᴇ
    I just can't keep living like this, I want out of life
    some days I wish I could just not exist
    I've been suicidal since my visa was refused
    my thoughts about suicide scare me
    I'm planning to take my life next week
    I almost jumped yesterday
    I nearly took my own life last month
    last night I tried to hang myself
    I have tried to end my life twice
    I don't see any reason to stay alive
    I wish someone would just kill me
    I wish I would die in a car crash
    I hope I get cancer
    I could kill myself and nobody would find me for weeks
    no one would even care if I was dead tomorrow
    if I disappeared forever nobody would notice
    my kids would be better off if I were dead
    I'm a burden and I want to die
    I feel like ending it all
    I'm thinking about ending it
    I'm going to end it all after the viva
    I've got the pills ready
    I stockpiled my meds
    I own a gun and I think about shooting myself
    my goodbye letter is finished
    please tell my parents I'm sorry
    this is goodbye forever
    it's goodbye from me, I'm ending my life tonight
    I started harming myself again
    I scratched my arms open again
    I can't stop cutting
    I cut my wrists
    I'm bleeding, I cut too deep
    burned myself on purpose again
    I bang my head against the wall until it stops
    I punish myself by cutting
    I stopped eating two weeks ago
    I throw up everything I eat on purpose
    I took way too many sleeping pills
    I've overdosed on my medication
    think I overdosed
    my friend overdosed last night and is in hospital
    my best friend tried to commit suicide
    my cousin is suicidal and won't get help
    a girl in my lab cuts herself
    our intern told me he wants to end it all
    she texted me that she is going to kill herself
    he says he'd rather be dead
    my officemate hasn't been the same, she says she doesn't want to be alive
    my student wrote me a suicide note
    someone online told me they are about to kill themselves
    My husband beats me every night
    my ex boyfriend is threatening to kill me
    he put his hands around my throat
    he tried to strangle me
    my professor put his hand up my skirt
    my supervisor forced me to have sex with him
    I was sexually harassed by my PI on the field trip
    I was assaulted on the way home last night
    my partner locks me in the flat
    I'm afraid to go home tonight
    I'm scared of my husband
    I live with an abusive partner
    my parents beat me
    there is domestic violence in my home
    I want to kill someone
    I'm thinking about killing my boss
    I'm going to shoot everyone in this department
    I want them dead
    I hear voices telling me to hurt people
    I want to stab my supervisor
    being alive hurts too much, I want to die
    can't wait to die
    death sounds nice
    I crave death
    looking forward to dying
    dead is better than this
    why am I still alive
    I shouldn't be alive
    I don't deserve life
    killing myself is the only option
    I'm gonna hang myself
    i'll shoot myself
    i will drown myself
    gonna jump
    jumping off the roof
    I'm suicidal but I don't want anyone to know
    how can I kill myself without pain
    which pills kill you
    I need a suicide hotline
    I'm in crisis, I want to kill myself
    not gonna lie I want to die
    I do want to die
    honestly dying sounds better than this phd
    i'd kill myself if it weren't for my mom
    the only reason I haven't killed myself is my dog
    I don't have the courage to kill myself
    too scared to kill myself
    wish I had the guts to kill myself
    I promised my therapist not to kill myself but I can't keep it
    I might as well be dead
    might as well kill myself
    I'm going to die tonight
    I will die tonight by my own choice
    tomorrow I'll be dead
    I'm as good as dead and I want it
    nothing matters anymore, I'm going to end my life
    my life has no worth, better to be dead
    kill me please
    please kill me
    someone kill me
    I beg you let me die
    i want to stop living
    I am ready to die
    I'm not afraid to die anymore
    I've made peace with dying
    my last wish is to die
    I want to be with my dead mother in heaven
    I can't stay in this world
    this world is not for me, I want to leave it
    I want to leave this world
    I'm leaving this world tonight
    """
)

IDIOMS = lines(
    """
    the deadline kills me
    this deadline is killing me
    reviewer 2 is killing me
    my back is killing me after pipetting all day
    I could kill for a coffee
    I'd kill for a permanent position
    I would kill for that grant
    my supervisor is going to kill me when she sees the budget
    my wife will kill me if I work this weekend
    I'm dying of boredom in this seminar
    dying of laughter at that reviewer comment
    I died laughing
    I'm dying to know whether we got the grant
    I'm dying to see the reviews
    dying of hunger, is there any food at the workshop
    I'm dead tired
    I'm literally dead after that conference
    I nearly died of embarrassment during my talk
    I was mortified, I wanted to die of embarrassment
    writing this would be career suicide
    that is academic suicide
    saying no to your PI is professional suicide
    political suicide for the dean
    commercial suicide to skip the app
    publish or perish
    drop dead gorgeous figures
    the killer feature of this tool is citations
    it's a killer app
    the killing argument in the review was novelty
    murder your darlings, says my writing coach
    kill your darlings
    shoot me an email
    just shoot me a message
    take a shot at the grant
    my laptop died
    my laptop died and I lost the chapter
    the battery died
    my plants died while I was at the beamtime
    all my cells died over the weekend
    the mice died
    my code died with a segfault
    this joke died in the room
    kill the process
    kill -9 the job
    kill -9 1234
    how do I kill a zombie process
    the child process was killed by the OOM killer
    my job gets killed on the cluster
    kill the screen session
    pkill python
    abort the run
    the thread hangs and I have to kill it
    my program hangs when I load the file
    deadlock between two threads
    the daemon keeps dying
    the server died again
    the kernel dies every time I run the cell
    execute the script
    fork bomb killed the node
    how do I run a suicide burn in Kerbal
    a suicide burn is the most efficient landing
    Falcon 9 does a hover slam, a suicide burn
    apoptosis is programmed cell death
    suicide gene therapy with HSV thymidine kinase
    the suicide inhibitor binds covalently
    a suicide substrate for beta lactamase
    mechanism-based suicide inactivation of the enzyme
    suicide plasmid for allelic exchange
    suicide vector in Pseudomonas
    the lethal dose in rats was 50 mg per kg
    LD50 of the compound
    what is the overdose threshold of paracetamol in the coursework
    my thesis is about paracetamol overdose and liver injury
    opioid overdose deaths rose in our data
    we sacrifice the mice on day ten
    I had to sacrifice twelve mice today
    killing bacteria with silver nanoparticles
    phages kill E. coli
    kill curve for puromycin
    I killed my cells with the wrong medium
    natural killer cells
    T cell mediated killing assay
    I study suicide prevention
    my PhD is on suicide among adolescents
    I research suicidal ideation in medical students
    can I use ChatGPT to code interviews about suicide
    a paper on suicide rates and unemployment
    suicide statistics in Norway
    our suicide risk prediction model uses random forests
    Durkheim wrote about suicide
    meta-analysis of self-harm interventions
    we annotate posts for self-harm with a classifier
    can a chatbot detect suicidal thoughts in text, that's my topic
    dataset of suicide notes for my NLP project
    I review papers on non-suicidal self-injury
    our study on domestic violence needs ethics approval
    I analyse data on intimate partner violence
    my dissertation covers stalking legislation
    I am writing about rape law reform in India
    the ethics of assisted suicide
    assisted dying legislation in Canada
    Sylvia Plath died by suicide
    Turing's suicide is disputed
    Boltzmann hanged himself in Duino
    in the novel the main character kills himself
    in the movie she commits suicide at the end
    the Suicide Squad soundtrack
    I listened to Suicide, the band
    13 Reasons Why is a series about suicide
    Romeo and Juliet kill themselves
    mass suicide in Jonestown
    suicide bombing in the news
    kamikaze pilots and suicide missions
    a suicide mission, this proposal
    suicide doors on old cars
    suicide pool in baseball
    we ran suicides in basketball practice
    I have to die in level five to finish the game
    I keep dying in Elden Ring
    I killed the boss on the first try
    kill streak
    respawn after you kill yourself in the game
    I'm going to kill it at the interview
    you killed it!
    she slayed
    kill two birds with one stone
    killing time before the flight
    time to kill before the defence
    curiosity killed the cat
    over my dead body
    a dead end in my research
    dead link
    dead code elimination
    beating a dead horse
    the deadline is tomorrow
    dead on arrival idea
    back from the dead: my old project
    I want to die on this hill: p values are fine
    this is not the hill I want to die on
    I'd rather die than use Word
    I would rather die than give that talk, haha
    if I have to format one more reference I'll scream
    old habits die hard
    this hype will die down
    the field is dying
    my motivation is dead
    my passion for the project is dead
    academia is killing my creativity
    AI will kill my job
    AI is killing science
    AI kills creativity
    ChatGPT killed my writing skills
    will AI be the death of peer review
    you'll be the death of me
    sudden death playoff
    bored to death
    scared to death of my defence
    worked to death
    sick to death of formatting
    worried to death about the grant
    I'm starving, lunch?
    I'm starving for data
    data starved model
    I could murder a pizza
    break a leg
    fire my gun at the shooting range in the stats example
    gun control is the topic of my essay
    cutting edge methods
    I cut myself out of the author list
    I cut my finger on a slide
    I cut my abstract to 200 words
    cut the paragraph
    I burned myself on the hot plate
    I hurt my wrist typing
    I hit a wall
    the results hit me hard
    Reviewer 2 stabbed me in the back
    my PI beat me to the submission
    another group beat me to it
    they beat us by a week
    I got scooped and it hurt
    jump off a cliff learning curve
    jumping to conclusions
    I jumped at the chance
    hang on a second
    hanging out with my labmates
    I'm hanging in there
    hang the picture
    end of life care in hospitals is my field
    end my contract early
    I want to end my subscription
    end it with a citation
    I want to end the session
    I want to end this conversation
    how do I end it politely
    goodbye
    goodbye letter for my lab when I change institutes
    I wrote a farewell mail to the group, I start at ETH in May
    I don't want to be here at this boring workshop
    I don't want to live in Germany
    I don't want to live in this city anymore
    I want to live closer to my family
    I can't live without ChatGPT
    I couldn't live without coffee
    I want to disappear into the literature for a week
    my contract ends and I will be gone in June
    I won't be here tomorrow, I'm travelling
    they would be better off without ChatGPT
    the lab would be better off without that microscope
    the paper is better off without figure 3
    I feel like a burden to my supervisor with all my questions
    heavy teaching burden
    jump from a bridge to a road in our traffic simulation
    we ran 5 kms before lunch
    12 kms from campus
    AWS KMS keys
    sh script fails
    run it with sh
    I'm on a diet
    I want to dye my samples
    a dye for live cell imaging
    the die on the wafer
    roll a die twice
    live/dead staining
    no one wants to live in the lab
    I'm not suicidal, I just need sleep
    no, I'm not going to hurt myself
    I'm not suicidal
    no I don't want to hurt myself, I am only tired
    I would never kill myself
    I am not in danger, thanks
    I do not self harm
    no suicidal thoughts here, just tired
    I overdosed on coffee
    coffee overdose
    information overload is killing me
    too many pills in the inventory of my chemistry data set
    I'm addicted to Overleaf
    I was assaulted by emails
    the gradient vanishes and my network dies
    dead neurons with ReLU
    dying ReLU
    the dying swan
    gut bacteria that kill their host
    a host jumping virus
    predators kill their prey
    shooting stars
    the shooting schedule for our film
    I was shot down in the seminar
    my proposal was shot down
    knife edge diffraction
    a bleeding edge toolchain
    Kill Bill was on TV
    To Kill a Mockingbird
    Death Note is a great anime
    the death of the author is an essay by Barthes
    this traffic, kill me now lol
    ugh another Word template, just kill me
    I have a killer headache
    my supervisor is a slave driver
    he threatened to leave the consortium
    he beats me at chess
    she hit me with a thousand questions
    my supervisor will kill me if I miss the deadline again
    this reviewer wants me dead lol
    I'm dying over here, so much marking
    i literally died when I saw the figure
    RIP my weekend
    the conference nearly killed me
    writing in English is killing me slowly
    I'd rather die than present in front of that committee
    I'd sell my soul for a postdoc
    my code hangs forever
    how do I terminate a hung process in Linux
    kill the docker container
    the cron job was killed at midnight
    can I kill the jupyter kernel without losing variables
    what does SIGKILL do
    the parent process kills its children on exit
    how many cells die after irradiation
    cells committing suicide is called apoptosis
    antibiotics kill bacteria
    the fish died in the tank overnight
    what is the lethal dose of caffeine in mice
    overdose mortality by county, help me with the regression
    suicide rates in PhD students are a topic in our newsletter
    my project is about suicide prevention in schools
    I teach a course on death and dying
    I'm writing a paper on self-harm among prisoners
    our chatbot project screens for suicidal ideation
    should I use an LLM to classify suicide notes?
    could AI help with suicide prevention research?
    the main character dies at the end
    he shot himself in that Chekhov play
    Hemingway killed himself
    I read Durkheim's book on suicide
    in Werther the hero shoots himself
    I need to kill some time before the train
    That's a killer idea
    shoot your shot
    don't shoot the messenger
    I bombed the interview
    my talk bombed
    I got destroyed in the Q&A
    roasted by the reviewers
    I want to quit my PhD
    I want to give up
    I can't do this anymore, I want to quit academia
    I'm exhausted and hopeless about my thesis
    I hate my life in this lab
    I hate myself for using ChatGPT
    I feel worthless next to my colleagues
    I feel empty after submitting
    I am so tired of this project
    I'm sick of living out of a suitcase
    I don't want to live off my parents
    I don't want to be here, I want to be at the beach
    I want to disappear from social media
    I wish I was never admitted to this program
    I wish I were better at stats
    the pressure is killing me
    work will be the death of me
    what's the point of doing science
    no reason to stay in academia
    there's no point in continuing the PhD
    I see no future in academia
    nobody would notice if I used ChatGPT
    nobody would care if I left the lab
    the lab would be better without me as safety officer
    I'm a burden for my group because I can't code
    AI will replace me and I'll be worthless
    will scientists be dead weight in ten years
    the field is dead
    my proposal is dead in the water
    it's a life or death decision for my career
    I was stabbed in the back by a coauthor
    she attacked me in the seminar about my stats
    my PI beats around the bush
    my supervisor hits on everyone's nerves
    the idea hit me in the shower
    he pushed me to publish
    my advisor pushed me too hard
    my boss screams at me
    my supervisor threatened to fire me
    I feel threatened by the machine
    I was locked out of my account
    we were locked down during covid
    my hands hurt from pipetting
    I cut my hair
    cut the crap
    I cut myself while chopping onions
    skipping lunch to finish the paper
    I haven't eaten since breakfast
    I forgot to eat today
    I'm fasting for Ramadan
    I don't want to kill the mood
    don't kill my vibe
    my grandfather died last week
    my dog died yesterday and I am so sad
    my colleague died of cancer in spring
    my uncle took his own life ten years ago
    bridge the gap between theory and data
    jump in the lake lol
    roof of the institute has a telescope
    standing on the shoulders of giants
    standing on the platform waiting for the train to the conference
    I'm at the edge of my field
    the gun license essay
    Chekhov's gun
    bullet points
    take the pills twice a day says the doctor
    vitamin pills
    good night
    bye, see you tomorrow
    goodbye and thanks for everything
    this is my last question
    it is my last day in this lab
    last day at the institute, writing goodbye cards
    leave me alone
    I'm done
    end
    die Arbeit bringt mich noch um
    ich bin tot müde
    je suis mort de fatigue
    estoy muerta de cansancio
    sono morto di sonno
    умираю хочу спать
    困死了
    疲れて死にそう
    """
)

LANGUAGES = {
    "German": """
        Ich will sterben
        ich will nicht mehr leben
        Ich möchte nicht mehr leben
        ich moechte nicht mehr aufwachen
        Ich möchte tot sein
        ich will mich umbringen
        Ich bringe mich um
        ich werde mich heute umbringen
        ich habe Selbstmordgedanken
        Ich denke oft an Suizid
        ich bin suizidal
        Ich habe versucht, mich umzubringen
        ich will mir das Leben nehmen
        Ich hab keinen Bock mehr zu leben
        ich kann nicht mehr leben
        Ich wünschte, ich wäre tot
        wär ich doch tot
        ich ritze mich wieder
        ich verletze mich selbst
        ohne mich wären alle besser dran
        mein Freund will sich umbringen
        meine Kollegin spricht von Selbstmord
        Ich habe einen Abschiedsbrief geschrieben
        ich will nicht mehr da sein
        mein Mann schlägt mich
        ich wurde vergewaltigt
        ich hab Tabletten genommen, viel zu viele
        ich will einfach nur noch sterben
        ich hab keinen Lebenswillen mehr
        hab überlegt mich vor den Zug zu schmeißen
        meine Mitbewohnerin hat versucht sich das Leben zu nehmen
        Ich denk ständig darüber nach mich umzubringen
        ich halte es nicht mehr aus, ich will tot sein
        ich hab mir wieder die Arme aufgeschnitten
        mein Freund hat mich gestern geschlagen
        """,
    "Spanish": """
        Quiero morir
        quiero morirme
        me quiero morir
        no quiero vivir más
        ya no quiero vivir
        Quiero matarme
        me voy a matar
        voy a suicidarme
        Me quiero suicidar
        pienso en el suicidio todos los días
        tengo pensamientos suicidas
        he intentado suicidarme
        quiero quitarme la vida
        ojalá no despertara mañana
        ojalá estuviera muerto
        no quiero seguir viviendo
        estarían mejor sin mí
        me corto los brazos
        me estoy haciendo daño
        mi amiga quiere suicidarse
        mi compañero de laboratorio dice que se quiere matar
        escribí una carta de despedida antes de morir
        mi marido me pega
        me violaron
        quiero acabar con mi vida
        tengo ganas de morirme
        no le veo sentido a vivir
        me quiero quitar la vida
        pienso en matarme todo el tiempo
        me corté otra vez anoche
        mi novio me golpeó
        mi hermano intentó suicidarse
        ojala me muera
        """,
    "French": """
        Je veux mourir
        j'ai envie de mourir
        je veux plus vivre
        Je ne veux plus vivre
        j'veux crever
        je vais me suicider
        je veux me tuer
        j'ai envie de me foutre en l'air
        je pense au suicide
        j'ai des pensées suicidaires
        j'ai des idées noires et envie d'en finir
        je veux en finir
        je veux mettre fin à mes jours
        j'ai fait une tentative de suicide
        j'aimerais ne plus me réveiller
        j'aimerais être morte
        ils seraient mieux sans moi
        je me scarifie
        je me fais du mal
        mon amie veut se suicider
        mon collègue parle de se tuer
        j'ai écrit une lettre d'adieu
        mon mari me frappe
        j'ai été violée
        je ne veux plus être là
        J'ai plus envie de vivre
        je pense tous les jours à me tuer
        je voudrais être mort
        mon copain m'a frappée hier soir
        ma soeur a essayé de se suicider
        je me suis coupée encore
        j'ai avalé une boîte de médicaments
        """,
    "Russian": """
        Я хочу умереть
        хочу сдохнуть
        не хочу жить
        я больше не хочу жить
        мне не хочется жить
        я покончу с собой
        хочу покончить с собой
        я убью себя
        хочу убить себя
        думаю о самоубийстве
        у меня суицидальные мысли
        мысли о суициде не уходят
        я пытался покончить с собой
        лучше бы я умер
        лучше бы меня не было
        хочу уснуть и не проснуться
        всем будет лучше без меня
        я режу себя
        я порезала себе руки
        мой друг хочет покончить с собой
        подруга говорит, что не хочет жить
        я написал предсмертную записку
        муж меня бьёт
        меня изнасиловали
        нет смысла жить
        роскомнадзорнуться хочу
        Я устала жить
        Хочу умереть, сил больше нет
        не вижу смысла жить дальше
        постоянно думаю о смерти
        брат пытался покончить с собой
        хочу выпилиться
        меня избивает муж
        """,
    "Chinese": """
        我想死
        我不想活了
        不想活了
        活着没意思
        我想自杀
        我要自杀
        我有自杀的念头
        我想结束自己的生命
        我想结束生命
        活不下去了
        我真的活不下去了
        我不想再活下去
        希望明天不要醒来
        如果我死了就好了
        没有我大家会更好
        我割腕了
        我又自残了
        我的朋友想自杀
        我同学说她不想活了
        我写好了遗书
        我老公打我
        我被强奸了
        想跳楼
        我吞了很多安眠药
        想轻生
        我想紫砂
        我不想活了呜呜
        活着好累，真的不想活了
        我好想死啊
        每天都想着自杀
        我妹妹割腕了
        我已经写好遗书了
        他打我，我好害怕
        我想从楼上跳下去
        """,
    "Portuguese": """
        Quero morrer
        eu quero morrer
        não quero mais viver
        nao quero viver mais
        quero me matar
        vou me matar
        penso em suicídio
        penso em me matar
        tenho pensamentos suicidas
        tentei me matar
        quero acabar com a minha vida
        quero tirar minha vida
        queria estar morto
        queria não acordar amanhã
        todos estariam melhor sem mim
        eu me corto
        estou me machucando
        meu amigo quer se matar
        minha colega falou em suicídio
        escrevi uma carta de despedida
        meu marido me bate
        fui estuprada
        não aguento mais viver
        tô pensando em me matar
        não quero mais estar aqui, quero morrer
        não vejo sentido em viver
        minha amiga tentou se matar
        meu namorado me bateu
        tomei um monte de remédio
        me cortei de novo ontem
        """,
    "Italian": """
        Voglio morire
        vorrei morire
        non voglio più vivere
        nn voglio piu vivere
        voglio uccidermi
        mi voglio ammazzare
        voglio ammazzarmi
        mi uccido
        penso al suicidio
        ho pensieri suicidi
        ho tentato il suicidio
        voglio farla finita
        voglio togliermi la vita
        vorrei essere morto
        vorrei non svegliarmi più
        starebbero meglio senza di me
        mi taglio
        mi faccio del male
        il mio amico vuole suicidarsi
        la mia collega dice che vuole morire
        ho scritto una lettera d'addio
        mio marito mi picchia
        sono stata violentata
        non ce la faccio più a vivere
        non ho più voglia di vivere
        ho voglia di morire
        sto pensando di uccidermi
        mi sono tagliata di nuovo
        il mio ragazzo mi ha picchiata
        mia sorella ha tentato il suicidio
        vorrei non esistere
        """,
    "Japanese": """
        死にたい
        もう死にたい
        死にたいです
        しにたい
        死んでしまいたい
        死のうと思う
        自殺したい
        自殺を考えています
        生きていたくない
        もう生きたくない
        生きるのが辛い
        生きるのに疲れた
        消えたい
        消えてしまいたい
        いなくなりたい
        明日目が覚めなければいいのに
        リストカットしてしまった
        リスカした
        自傷がやめられない
        友達が死にたいと言っている
        同僚が自殺をほのめかしている
        遺書を書いた
        夫に殴られる
        レイプされた
        私なんかいないほうがいい
        首を吊りたい
        飛び降りたい
        もう生きるの疲れた死にたい
        自殺しようと思ってる
        死ぬしかないと思う
        手首を切った
        彼氏に殴られた
        妹がリスカしてる
        もう消えてしまいたい
        薬を大量に飲んだ
        """,
}

HARMLESS_ELSEWHERE = lines(
    """
    Die Deadline bringt mich um
    Ich lebe in Berlin und will nicht mehr in Bonn leben
    Ich will nicht mehr in Deutschland leben
    Das ist wissenschaftlicher Selbstmord
    Ich sterbe vor Langeweile
    Ich forsche zu Suizidprävention
    Mein Laptop ist gestorben
    ich bin todmüde
    Me muero de hambre
    me muero de risa
    me muero por saber el resultado
    esta tesis me está matando
    mi portátil murió
    investigo la prevención del suicidio
    je meurs de faim
    c'est à mourir de rire
    cette deadline me tue
    mon ordinateur est mort
    je travaille sur la prévention du suicide
    умираю со смеху
    этот дедлайн меня убивает
    мой ноутбук умер
    исследую профилактику суицидов
    не хочу жить в общежитии
    笑死我了
    我的电脑死机了
    累死了
    这个截稿日期要命
    我研究自杀预防
    estou morrendo de fome
    esse prazo está me matando
    pesquiso prevenção do suicídio
    muoio di fame
    questa scadenza mi sta uccidendo
    studio la prevenzione del suicidio
    締め切りで死にそう
    プロセスを殺す
    自殺予防の研究をしています
    お腹が空いて死にそう
    """
)

#: Danger in words that an idiom begins with, or stands close to.
NEAR_IDIOMS = lines(
    """
    I'm going to kill myself over this paper
    I thought about killing myself over this
    my dad hit me with a belt
    my husband hit me hard when I came home
    he punched me in the face
    I cut myself on purpose
    I cut myself while crying
    I cut myself with a kitchen knife
    I cut myself with a scalpel from the lab
    I burned myself with the iron
    I hurt myself at night
    I hit myself for every mistake
    I scratch my wrist with a needle
    I have a history of suicide attempts and it's back
    I have suicidal thoughts as a medical student
    I took a drug overdose
    my child wants to die
    my boss wants to kill himself
    our child tried to kill herself
    I want to be dead right now
    I don't want to live in this world any more
    I can't live with myself
    I have been researching suicide methods
    I want assisted suicide for myself
    I'm working on my suicide note
    my PhD is driving me to suicide
    I almost died from an overdose and will do it again, I took too many pills
    career suicide? no, I mean real suicide
    not the hill I want to die on. I want to die.
    I want to die out here
    I want to jump off a cliff in Norway tonight
    my wife will be better off without me
    my husband threatened he will kill me if I leave
    the deadline is killing me, honestly I want to kill myself
    I study all day and want to die
    I beat deadlines and my partner beats me
    this field is dead and I want to be dead too
    ich will nicht mehr leben in dieser Welt
    je ne veux plus vivre dans ce monde
    no quiero vivir en este mundo
    我该死，我想死
    仕事が辛くて死んだほうがまし
    """
)

DENIALS = lines(
    """
    I'm not suicidal, I just need sleep
    no, I'm not going to hurt myself
    I don't want to hurt myself
    I would never kill myself
    I am not suicidal at all
    I'm not in danger
    """
)

#: An idiom first or last in a message must not hide what stands beside it.
SPOKEN = [
    "I want to die",
    "I'm going to kill myself",
    "my friend is suicidal",
    "my husband hits me",
]

DISGUISES: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "leet": lambda s: s[:1] + s[1:].translate(str.maketrans("ieas", "13@$")),
    "full width": lambda s: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s),
    "bold": lambda s: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in s),
    "circled": lambda s: "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in s),
    "look-alikes": lambda s: s.translate(str.maketrans("aeoi", "аеоі")),
    "zero-width": lambda s: "\u200b".join(s),
    "soft hyphens": lambda s: "\u00ad".join(s),
    "right to left": lambda s: f"\u202e{s}\u202c",
    "zalgo": lambda s: "".join(c + "\u0336\u0301\u0352" if c.isalpha() else c for c in s),
    "spaced": lambda s: "  ".join(" ".join(word) for word in s.split()),
    "dotted": lambda s: " ".join(".".join(word) for word in s.split()),
    "dashed": lambda s: " ".join("-".join(word) for word in s.split()),
    "emoji between": lambda s: " 🙂 ".join([s]),
    "emoji around": lambda s: f"😂😂{s}😂",
    "stretched": lambda s: s + s[-1] * 9,
    "run together": lambda s: s.replace(" ", ""),
    "underscores": lambda s: s.replace(" ", "_"),
    "sentences of a word": lambda s: " ".join(f"{word.capitalize()}." for word in s.split()),
    "lines": lambda s: s.replace(" ", "\n"),
    "retracted": lambda s: f"{s} lol jk just kidding",
    "exclaimed": lambda s: f"!!!{s}!!!",
    "quoted": lambda s: f"“{s}”",
    "hashtag": lambda s: f"#{s.replace(' ', '')}",
}
DISGUISED = ["i want to die", "i will kill myself", "thinking about suicide", "kill myself"]

ADVERSARIAL = [
    "a" * 20_000,
    "a " * 10_000,
    "a.b-c " * 3_400,
    "i want to " * 2_000,
    "i really really want to just " * 700,
    "nobody would if i " * 1_100,
    "my friend said she keeps thinking about " * 500,
    "kill" * 5_000,
    "killmy" * 3_300,
    "su*c " * 4_000,
    "*" * 20_000,
    "k\u0301\u0301\u0301" * 5_000,
    "我不想" * 6_600,
    "しにた" * 6_600,
    "не хочу " * 2_500,
    "💀" * 20_000,
    "k1l " * 5_000,
    "aа" * 10_000,
    "\ufdfa" * 20_000,
    "QUJDREVGRw0KMTIz" * 1_250,
]


@pytest.mark.parametrize("text", [*EXPLICIT, *NEAR_IDIOMS])
def test_an_explicit_wording_triggers(text: str) -> None:
    verdict = RULES.read(text)
    assert verdict.explicit
    assert verdict.rule
    assert not verdict.idiom


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, block in LANGUAGES.items() for text in lines(block)],
)
def test_an_explicit_wording_triggers_in_any_of_the_languages(language: str, text: str) -> None:
    assert RULES.read(text).explicit


@pytest.mark.parametrize("text", [*IDIOMS, *HARMLESS_ELSEWHERE])
def test_an_idiom_does_not_trigger(text: str) -> None:
    assert not RULES.read(text).explicit


def test_most_idioms_quiet_the_trained_detector() -> None:
    clear = [
        "the deadline kills me",
        "how do I kill a zombie process",
        "apoptosis is programmed cell death",
        "that is academic suicide",
        "murder your darlings",
        "publish or perish",
        "my laptop died",
        "I'm dying of boredom",
        "shoot me an email",
        "I study suicide prevention",
        "Romeo and Juliet kill themselves",
    ]
    assert [text for text in clear if not RULES.read(text).idiom] == []


@pytest.mark.parametrize("text", DENIALS)
def test_a_denial_is_neither_danger_nor_idiom(text: str) -> None:
    verdict = RULES.read(text)
    assert not verdict.explicit
    assert not verdict.idiom


@pytest.mark.parametrize(
    "text",
    [
        "I'm not going to kill myself but I can't promise it for tomorrow",
        "I don't want to hurt myself anymore",
        "I am not suicidal, I only wish I was dead",
        "no I am suicidal",
        "I'm not only suicidal, I have a plan",
        "why not kill myself",
    ],
)
def test_a_half_denial_still_triggers(text: str) -> None:
    assert RULES.read(text).explicit


@pytest.mark.parametrize(
    "text",
    [
        "this deadline is killing me and I don't see why I should go on",
        "my laptop died, nobody would notice, I give up",
        "that is academic suicide, and honestly everything is pointless",
    ],
)
def test_dark_words_beside_an_idiom_keep_the_trained_detector_awake(text: str) -> None:
    assert not RULES.read(text).idiom


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("join", [". ", ", ", " and ", " but ", " because ", "; ", "\n"])
def test_no_idiom_hides_danger_beside_it(spoken: str, join: str) -> None:
    hidden = [
        text
        for idiom in IDIOMS
        for text in (f"{idiom}{join}{spoken}", f"{spoken}{join}{idiom}")
        if not RULES.read(text).explicit
    ]
    assert hidden == []


def test_no_idiom_hides_any_of_the_wordings() -> None:
    rng = random.Random(3)
    pairs = [(rng.choice(IDIOMS), text) for text in EXPLICIT for _ in range(3)]
    hidden = [text for idiom, text in pairs if not RULES.read(f"{idiom}. {text}").explicit]
    assert hidden == []


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("text", DISGUISED)
def test_disguise_does_not_help(text: str, disguise: str) -> None:
    assert RULES.read(DISGUISES[disguise](text)).explicit


@given(
    text=st.sampled_from(EXPLICIT[:120]), before=st.text(max_size=40), after=st.text(max_size=40)
)
@settings(max_examples=150, deadline=None)
def test_a_message_with_danger_in_a_sentence_of_its_own_triggers(
    text: str, before: str, after: str
) -> None:
    plain = "".join(c if c.isascii() and c.isalpha() else " " for c in before)
    assert RULES.read(f"{plain}. {text}. {after}").explicit or "hors" in plain


def test_letters_of_a_list_do_not_swallow_what_follows() -> None:
    assert RULES.read("A A A. I want to die").explicit
    assert RULES.read("b c d. kill myself").explicit


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    verdict = RULES.read(text)
    assert not (verdict.explicit and verdict.idiom)
    assert bool(verdict.rule) == (verdict.explicit or verdict.idiom)


@given(st.text(alphabet="kil mysefdontwant.,*-'1!0@$\u0301\u200bкі死", max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_disguises_is_read_without_an_exception(text: str) -> None:
    RULES.read(text)


@pytest.mark.parametrize("text", ADVERSARIAL, ids=lambda text: repr(text[:8]))
def test_no_long_text_stalls_the_rules(text: str) -> None:
    for _ in range(3):
        RULES.read(text)


def test_danger_in_the_middle_of_a_long_message_is_found() -> None:
    padding = "The reviewers asked for another figure of the same data. " * 60
    assert RULES.read(f"{padding} I want to die. {padding}").explicit
