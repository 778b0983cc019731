// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {MailingTest} from "./MailingTest.sol";

contract CollectMailTest is MailingTest {
    IMailings.Mailing private _mailing;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_mailing, _id) = opened(NATIVE);
    }

    /* THE MAILING */

    function test_RevertGiven_ItWasNeverOpened() public {
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        collectMailAs(alice.addr, never, claimsOf(these(0)));
        expectMailNotPending(mailingIdOf(never), IMailings.MailingStatus.None);
        collectMailAs(alice.addr, never, new IMailings.MailClaim[](0));
    }

    function test_RevertGiven_ItIsClosed() public {
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, _mailing);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        collectMailAs(alice.addr, _mailing, new IMailings.MailClaim[](0));
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectMailHasExpired(_id, EXPIRES_AT);
            collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
            expectMailHasExpired(_id, EXPIRES_AT);
            collectMailAs(alice.addr, _mailing, new IMailings.MailClaim[](0));
        }
    }

    function test_NoneDoesNothing() public {
        watchLogs();
        collectMailAs(mallory.addr, _mailing, new IMailings.MailClaim[](0));
        assertNoLogs();
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    /* INDEXES */

    function test_RevertWhen_TheIndexIsNotBelowTheCount() public {
        uint32[4] memory indexes = [COUNT, COUNT + 1, 8, type(uint32).max];
        for (uint256 i = 0; i < indexes.length; ++i) {
            IMailings.MailClaim memory claim = claimOf(0);
            claim.index = indexes[i];
            _expectOutOfRange(indexes[i]);
            collectMailAs(alice.addr, _mailing, only(claim));
        }
    }

    /// @dev The proof of a position of padding is right, and proves nothing.
    function test_RevertWhen_PaddingIsClaimed() public {
        bytes32[][] memory layers = layersOf(leavesOf(COUNT));
        for (uint32 i = COUNT; i < 8; ++i) {
            IMailings.MailClaim memory claim = claimIn(layers, i);
            vm.assertEq(climb(0, i, claim.proof), _mailing.root);
            (claim.inboxId, claim.letterHash) = (inboxId, 0);
            _expectOutOfRange(i);
            collectMailAs(alice.addr, _mailing, only(claim));
            (claim.inboxId, claim.letterHash) = (0, 0);
            _expectOutOfRange(i);
            collectMailAs(alice.addr, _mailing, only(claim));
        }
    }

    /// @dev A sender who commits to more letters than it pays for cheats the later ones, not the contract.
    function test_RevertWhen_ALetterStandsWhereThePaddingShould() public {
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leavesOf(8));
        mailing.count = COUNT;
        bytes32 id = open(mailing);
        bytes32[][] memory layers = layersOf(leavesOf(8));
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, id, 6, COUNT));
        collectMailAs(alice.addr, mailing, only(claimIn(layers, 6)));
        collectMailAs(alice.addr, mailing, only(claimIn(layers, 4)));
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW, 0);
    }

    function test_RevertGiven_TheLetterIsCollected() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 4)));
        uint32[2] memory indexes = [uint32(0), 4];
        for (uint256 i = 0; i < indexes.length; ++i) {
            _expectCollected(indexes[i]);
            collectMailAs(alice.addr, _mailing, claimsOf(these(indexes[i])));
            _expectCollected(indexes[i]);
            collectMailAs(alice.addr, _mailing, claimsOf(these(2, indexes[i])));
        }
        assertMailing(_id, IMailings.MailingStatus.Open, 2, NOW, 0);
        assertPage(_id, 0, 17);
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
    }

    function test_RevertWhen_OneCallHasTheLetterTwice() public {
        _expectCollected(2);
        collectMailAs(alice.addr, _mailing, claimsOf(these(2, 2)));
        _expectCollected(2);
        collectMailAs(alice.addr, _mailing, claimsOf(these(2, 0, 2)));
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertPage(_id, 0, 0);
    }

    function test_RevertWhen_OneMulticallHasTheLetterTwice() public {
        _expectCollected(2);
        vm.prank(alice.addr);
        office.multicall(_calls(these(0, 2), these(2)));
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    function test_OneMulticallCollectsSeveralTimes() public {
        vm.prank(alice.addr);
        office.multicall(_calls(these(0, 2), these(4)));
        assertMailing(_id, IMailings.MailingStatus.Open, 3, NOW, 0);
        assertPage(_id, 0, 21);
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
    }

    /* PROOFS */

    function test_RevertWhen_TheProofHasAnotherLength() public {
        uint256[6] memory lengths = [uint256(0), 1, 2, 4, 5, 300];
        for (uint256 i = 0; i < lengths.length; ++i) {
            IMailings.MailClaim memory claim = claimOf(4);
            claim.proof = _resized(claim.proof, lengths[i]);
            _expectLengthMismatch(_id, 4, lengths[i], 3);
            collectMailAs(alice.addr, _mailing, only(claim));
        }
    }

    function test_RevertWhen_TheOnlyLetterHasAProof() public {
        (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leavesOf(1));
        IMailings.MailClaim memory claim = claimIn(layersOf(leavesOf(1)), 0);
        claim.proof = new bytes32[](1);
        _expectLengthMismatch(id, 0, 1, 0);
        collectMailAs(alice.addr, mailing, only(claim));
    }

    /// @dev The length is the count's, not the root's: a sender may commit to a root of more levels.
    function test_RevertWhen_TheTreeHasMoreLevelsThanTheCount() public {
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leavesOf(8));
        mailing.count = 4;
        bytes32 id = open(mailing);
        _expectLengthMismatch(id, 0, 3, 2);
        collectMailAs(alice.addr, mailing, only(claimIn(layersOf(leavesOf(8)), 0)));
    }

    function test_RevertWhen_TheInboxIsAnother() public {
        IMailings.MailClaim memory claim = claimOf(0);
        claim.inboxId = malloryInboxId;
        _expectInvalid(mallory.addr, _mailing, claim);
        // Nor does Alice get Mallory's.
        claim = claimOf(1);
        claim.inboxId = inboxId;
        _expectInvalid(alice.addr, _mailing, claim);
    }

    function test_RevertWhen_TheLetterIsAnother() public {
        IMailings.MailClaim memory claim = claimOf(0);
        claim.letterHash = mailHashOf(2);
        _expectInvalid(alice.addr, _mailing, claim);
        claim.letterHash = claim.letterHash ^ bytes32(uint256(1));
        _expectInvalid(alice.addr, _mailing, claim);
    }

    /// @dev One letter is not collected again under another's index, of which each is free.
    function test_RevertWhen_TheIndexIsAnother() public {
        for (uint32 i = 0; i < COUNT; ++i) {
            if (i == 2) continue;
            IMailings.MailClaim memory claim = claimOf(2);
            claim.index = i;
            _expectInvalid(alice.addr, _mailing, claim);
            claim.proof = claimOf(i).proof;
            _expectInvalid(alice.addr, _mailing, claim);
        }
    }

    function test_RevertWhen_OneSiblingIsAnother() public {
        for (uint256 i = 0; i < 3; ++i) {
            IMailings.MailClaim memory claim = claimOf(4);
            claim.proof[i] = claim.proof[i] ^ bytes32(uint256(1));
            _expectInvalid(alice.addr, _mailing, claim);
        }
        IMailings.MailClaim memory swapped = claimOf(0);
        (swapped.proof[0], swapped.proof[1]) = (swapped.proof[1], swapped.proof[0]);
        _expectInvalid(alice.addr, _mailing, swapped);
    }

    function test_RevertWhen_TheProofIsOfAnotherMailing() public {
        bytes32[] memory leaves = leavesOf(COUNT);
        leaves[1] = leafOf(1, malloryInboxId, keccak256("another"));
        (IMailings.Mailing memory other, bytes32 otherId) = _openedWith(leaves);
        _expectInvalid(alice.addr, other, claimOf(0));
        _expectInvalid(alice.addr, _mailing, claimIn(layersOf(leaves), 0));
        collectMailAs(alice.addr, other, only(claimIn(layersOf(leaves), 0)));
        assertMailing(otherId, IMailings.MailingStatus.Open, 1, NOW, 0);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    /// @dev The same letters in two mailings are two stakes.
    function test_TheSameRootTwiceIsCollectedTwice() public {
        IMailings.Mailing memory again = _mailing;
        again.expiresAt += 1;
        bytes32 id = open(again);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        collectMailAs(alice.addr, again, claimsOf(these(0)));
        assertPage(id, 0, 1);
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
    }

    /// @dev The leaf of index 0 stands at 1 too, for another letter: it is under the root, and has no proof.
    function test_RevertWhen_OneIndexHasTwoLetters() public {
        bytes32[] memory leaves = leavesOf(2);
        leaves[1] = leafOf(0, malloryInboxId, mailHashOf(1));
        (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leaves);
        IMailings.MailClaim memory claim = claimIn(layersOf(leaves), 1);
        _expectInvalid(mallory.addr, mailing, claim);
        claim.index = 0;
        _expectInvalid(mallory.addr, mailing, claim);
        claim.proof = new bytes32[](1);
        _expectInvalid(mallory.addr, mailing, claim);

        collectMailAs(alice.addr, mailing, only(claimIn(layersOf(leaves), 0)));
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW, 0);
    }

    /// @dev In a tree of sorted pairs any order proves a leaf, so that one index could cover many letters.
    function test_RevertWhen_ThePairsAreSorted() public {
        bytes32[] memory leaves = new bytes32[](2);
        leaves[0] = leafOf(0, inboxId, mailHashOf(0));
        uint256 letter = 0;
        // Both of index 0, in the order that sorting gives.
        do {
            leaves[1] = leafOf(0, malloryInboxId, mailHashOf(++letter));
        } while (leaves[1] < leaves[0]);
        (IMailings.Mailing memory mailing, ) = _openedWith(leaves);

        IMailings.MailClaim memory claim = IMailings.MailClaim(0, malloryInboxId, mailHashOf(letter), _one(leaves[0]));
        _expectInvalid(mallory.addr, mailing, claim);
        claim = IMailings.MailClaim(0, inboxId, mailHashOf(0), _one(leaves[1]));
        collectMailAs(alice.addr, mailing, only(claim));
    }

    /// @dev An inner node's 64 bytes as a leaf's content, in each way that they could be read.
    function test_RevertWhen_AnInnerNodeIsClaimed() public {
        bytes32[][] memory layers = layersOf(leavesOf(4));
        // Of two letters, where in truth each is a node over two.
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leavesOf(4));
        mailing.count = 2;
        open(mailing);
        IMailings.MailClaim memory claim = IMailings.MailClaim(0, layers[0][0], layers[0][1], _one(layers[1][1]));
        vm.assertEq(climb(nodeOf(claim.inboxId, claim.letterHash), 0, claim.proof), mailing.root);
        _expectInvalid(alice.addr, mailing, claim);
        (claim.inboxId, claim.letterHash) = (inboxId, layers[1][0]);
        _expectInvalid(alice.addr, mailing, claim);
        (claim.inboxId, claim.letterHash) = (layers[1][0], 0);
        _expectInvalid(alice.addr, mailing, claim);
    }

    /// @dev Mailings of one letter whose root is that leaf, made wrong in one way each.
    function test_RevertWhen_TheLeafIsMadeOtherwise() public {
        bytes32 letterHash = mailHashOf(0);
        bytes memory content = abi.encode(uint32(0), inboxId, letterHash);
        bytes32[7] memory leaves = [
            keccak256(content),
            keccak256(abi.encode(keccak256(abi.encode(keccak256(content))))),
            _twice(abi.encodePacked(uint32(0), inboxId, letterHash)),
            _twice(abi.encodePacked(inboxId, letterHash)),
            nodeOf(inboxId, letterHash),
            _twice(abi.encode(uint32(0), letterHash, inboxId)),
            _twice(abi.encode(inboxId, letterHash, uint32(0)))
        ];
        for (uint256 i = 0; i < leaves.length; ++i) {
            (IMailings.Mailing memory mailing, ) = _openedWith(_one(leaves[i]));
            _expectInvalid(alice.addr, mailing, IMailings.MailClaim(0, inboxId, letterHash, new bytes32[](0)));
        }
        (IMailings.Mailing memory right, bytes32 id) = _openedWith(_one(_twice(content)));
        collectMailAs(alice.addr, right, only(IMailings.MailClaim(0, inboxId, letterHash, new bytes32[](0))));
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW, 0);
    }

    /// @dev A letter at the odd end of a tree has padding for a sibling, not itself nor nothing.
    function test_RevertWhen_TheOddLetterIsPairedOtherwise() public {
        bytes32[] memory leaves = leavesOf(3);
        IMailings.MailClaim memory claim = claimIn(layersOf(leaves), 2);
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leaves);
        mailing.root = nodeOf(nodeOf(leaves[0], leaves[1]), leaves[2]);
        open(mailing);
        _expectInvalid(alice.addr, mailing, claim);
        mailing.root = nodeOf(nodeOf(leaves[0], leaves[1]), nodeOf(leaves[2], leaves[2]));
        open(mailing);
        _expectInvalid(alice.addr, mailing, claim);
        mailing.root = nodeOf(nodeOf(leaves[0], leaves[1]), nodeOf(leaves[2], 0));
        open(mailing);
        collectMailAs(alice.addr, mailing, only(claim));
    }

    /* RECIPIENTS */

    function test_RevertWhen_CallerIsNoWalletOfTheInbox() public {
        address[5] memory callers = [mallory.addr, recovery.addr, bob.addr, relay.addr, carol.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            _expectNotRecipient(0, callers[i]);
            collectMailAs(callers[i], _mailing, claimsOf(these(0)));
        }
    }

    function test_RevertGiven_TheWalletWasUnlinked() public {
        vm.prank(recovery.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        _expectNotRecipient(0, alice.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
    }

    /// @dev Terms let a relay collect stamps, never mail.
    function test_RevertWhen_TheRelayMayCollectStamps() public {
        setRelayMayCollect(true);
        _expectNotRecipient(0, relay.addr);
        collectMailAs(relay.addr, _mailing, claimsOf(these(0)));
    }

    function test_RevertWhen_OneLetterIsAnothers() public {
        _expectNotRecipient(1, alice.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 1)));
        _expectNotRecipient(1, alice.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(1, 0)));
        _expectNotRecipient(2, mallory.addr);
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 2, 3)));
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertBalance(recovery.addr, NATIVE, 0);
    }

    /// @dev Letters to no inbox, first in the call and after one to an inbox.
    function test_RevertWhen_TheInboxIsNone() public {
        bytes32[2] memory none = [bytes32(0), keccak256("nobody")];
        for (uint256 i = 0; i < none.length; ++i) {
            bytes32[] memory leaves = leavesOf(2);
            leaves[1] = leafOf(1, none[i], mailHashOf(1));
            (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leaves);
            IMailings.MailClaim[] memory claims = new IMailings.MailClaim[](2);
            (claims[0], claims[1]) = (claimIn(layersOf(leaves), 0), claimIn(layersOf(leaves), 1));
            claims[1].inboxId = none[i];
            vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, id, 1, alice.addr));
            collectMailAs(alice.addr, mailing, claims);
            (claims[0], claims[1]) = (claims[1], claims[0]);
            vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, id, 1, alice.addr));
            collectMailAs(alice.addr, mailing, claims);
            vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, id, 1, address(0)));
            collectMailAs(address(0), mailing, only(claims[0]));
        }
    }

    function test_EveryWalletOfTheInboxCollects() public {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)"),
                inboxId,
                carol.addr,
                0,
                NOW
            )
        );
        bytes32 separator = domainSeparator("Pennypost InboxRegistry", block.chainid, address(registry));
        bytes memory signature = sign(carol, typedDataDigest(separator, structHash));
        vm.prank(recovery.addr);
        registry.linkWallet(inboxId, carol.addr, NOW, signature);

        collectMailAs(carol.addr, _mailing, claimsOf(these(0)));
        collectMailAs(alice.addr, _mailing, claimsOf(these(2)));
        _expectCollected(0);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
        assertBalance(carol.addr, NATIVE, 0);
    }

    /// @dev A claim with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        IMailings.MailClaim memory claim = IMailings.MailClaim(COUNT, malloryInboxId, 0, new bytes32[](300));

        vm.warp(EXPIRES_AT);
        _expectPartly(IMailings.MailingNotPending.selector, never, claim);
        _expectPartly(IMailings.MailingHasExpired.selector, _mailing, claim);
        vm.warp(NOW);
        _expectPartly(IMailings.MailIndexOutOfRange.selector, _mailing, claim);
        claim.index = 0;
        _expectPartly(IMailings.MailAlreadyCollected.selector, _mailing, claim);
        claim.index = 1;
        _expectPartly(IMailings.MailProofLengthMismatch.selector, _mailing, claim);
        claim.proof = claimOf(1).proof;
        _expectPartly(IMailings.MailProofInvalid.selector, _mailing, claim);
        claim.letterHash = mailHashOf(1);
        _expectPartly(IMailings.NotMailRecipient.selector, _mailing, claim);
        collectMailAs(mallory.addr, _mailing, only(claim));
    }

    function test_RevertWhen_CalldataIsDirty() public {
        bytes memory call = abi.encodeCall(office.collectMail, (_mailing, claimsOf(these(0))));
        assertDirtyMailingFails(alice.addr, 0, call);
        // After nine words of arguments: how many claims, where the first is; its index, inbox, letter, proof.
        assertDirtyFails(alice.addr, call, 9 + 2, 32);
        // More claims than the calldata holds, and more siblings.
        assertDirtyFails(alice.addr, call, 9, 8);
        assertDirtyFails(alice.addr, call, 9 + 6, 8);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
        assertCallSucceeds(alice.addr, 0, call);
        assertPage(_id, 0, 1);
    }

    /* WHAT IT DOES */

    function test_MarksAndCountsTheLetters() public {
        vm.warp(NOW + 1);
        collectMailAs(alice.addr, _mailing, claimsOf(these(4, 0)));
        assertMailing(_id, IMailings.MailingStatus.Open, 2, NOW, 0);
        assertPage(_id, 0, 17);
        collectMailAs(mallory.addr, _mailing, claimsOf(these(3)));
        assertMailing(_id, IMailings.MailingStatus.Open, 3, NOW, 0);
        assertPage(_id, 0, 25);
        bool[5] memory collected = [true, false, false, true, true];
        for (uint32 i = 0; i < COUNT; ++i) vm.assertEq(office.isMailCollected(_id, i), collected[i]);
    }

    function test_WritesTheMailingsWordsAndTheBalanceAlone() public {
        IMailings.MailClaim[] memory claims = claimsOf(these(0, 2, 4));
        vm.record();
        collectMailAs(alice.addr, _mailing, claims);
        (, bytes32[] memory writes) = vm.accesses(address(office));
        bytes32 word = mappingSlot(_id, 11);
        bytes32 page = mappingSlot(_id, bytes32(0), 12);
        bytes32 balanceSlot = mappingSlot(subjectOf(recovery.addr), bytes32(0), 0);
        for (uint256 i = 0; i < writes.length; ++i) {
            vm.assertTrue(writes[i] == word || writes[i] == page || writes[i] == balanceSlot);
        }
    }

    function test_CollectsOfAnAdmittedMailing() public {
        admitMailingAs(relay.addr, _mailing);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        assertMailing(_id, IMailings.MailingStatus.Admitted, 3, NOW, 0);
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
        assertBalance(relay.addr, NATIVE, MAIL_CARRIAGE);
    }

    function test_CollectsInTheLastSecond() public {
        vm.warp(EXPIRES_AT - 1);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        assertMailing(_id, IMailings.MailingStatus.Open, 1, NOW, 0);
    }

    /// @dev The last and first bits of words: 513 letters fill two of them and begin a third.
    function test_MarksEachLetterInItsOwnWord() public {
        bytes32[] memory leaves = leavesOf(513);
        bytes32[][] memory layers = layersOf(leaves);
        (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leaves);
        uint32[8] memory indexes = [uint32(512), 0, 254, 256, 510, 255, 257, 511];
        for (uint256 i = 0; i < indexes.length; ++i) {
            collectMailAs(indexes[i] % 2 == 0 ? alice.addr : mallory.addr, mailing, only(claimIn(layers, indexes[i])));
            vm.assertTrue(office.isMailCollected(id, indexes[i]));
        }
        assertPage(id, 0, 1 | (1 << 254) | (1 << 255));
        assertPage(id, 1, 3 | (1 << 254) | (1 << 255));
        assertPage(id, 2, 1);
        assertMailing(id, IMailings.MailingStatus.Open, 8, NOW, 0);
        for (uint256 i = 0; i < indexes.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, id, indexes[i]));
            collectMailAs(indexes[i] % 2 == 0 ? alice.addr : mallory.addr, mailing, only(claimIn(layers, indexes[i])));
        }
        // 513 is one too many, though it would have a bit in the third word.
        IMailings.MailClaim memory claim = claimIn(layers, 512);
        claim.index = 513;
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, id, 513, 513));
        collectMailAs(alice.addr, mailing, only(claim));
    }

    function test_CreditsTheStakesAtOnce() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(alice.addr, address(0), recovery.addr, 0, 3 * uint256(STAKE));
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
        assertBalance(alice.addr, NATIVE, 0);
        assertBalance(bob.addr, NATIVE, 0);
        assertBalance(relay.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_EmitsOneEventALetterAndOneTransfer() public {
        watchLogs();
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        vm.assertEq(vm.getRecordedLogs().length, 4);
    }

    function test_CreditsInTheMailingsToken() public {
        (IMailings.Mailing memory mailing, ) = opened(address(dollar));
        collectMailAs(alice.addr, mailing, claimsOf(these(0)));
        assertBalance(recovery.addr, address(dollar), STAKE);
        assertBalance(recovery.addr, NATIVE, 0);
        assertHeld(address(dollar), MAIL_POSTAGE);
    }

    function test_CreditsThePayoutInForce() public {
        _setPayout(recovery.addr, carol.addr);
        _expectCollectedEvent(0, carol.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        _setPayout(recovery.addr, address(0));
        _expectCollectedEvent(2, recovery.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(2)));
        assertBalance(carol.addr, NATIVE, STAKE);
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    function test_CreditsTheNewRecovery() public {
        vm.prank(recovery.addr);
        registry.startRecoveryTransfer(inboxId, carol.addr);
        vm.warp(NOW + 2 days);
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        vm.prank(carol.addr);
        registry.acceptRecoveryTransfer(inboxId);
        collectMailAs(alice.addr, _mailing, claimsOf(these(2)));
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(carol.addr, NATIVE, STAKE);

        // A payout once set outlives the recovery that set it, until the new one changes it.
        _setPayout(carol.addr, makeAddr("payout"));
        collectMailAs(alice.addr, _mailing, claimsOf(these(4)));
        assertBalance(makeAddr("payout"), NATIVE, STAKE);
    }

    /// @dev Mallory is her own recovery.
    function test_EachRecipientHasItsOwnPayout() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 2, 4)));
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1, 3)));
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
        assertBalance(mallory.addr, NATIVE, 2 * uint256(STAKE));
    }

    function test_EmitsThatLettersAreCollected() public {
        _expectCollectedEvent(4, recovery.addr);
        _expectCollectedEvent(0, recovery.addr);
        collectMailAs(alice.addr, _mailing, claimsOf(these(4, 0)));
    }

    /// @dev Whatever Alice's terms ask, and whoever she denies: relays saw to that.
    function test_AsksNoTerms() public {
        vm.startPrank(alice.addr);
        office.setTerms(inboxId, NATIVE, 0, 0, false);
        vm.stopPrank();
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    /* SIZES */

    /// @dev All letters of every count up to 9, and around the next powers of two.
    function test_CollectsAllOfAnyCount() public {
        uint256[14] memory counts = [uint256(1), 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 32, 33];
        for (uint256 i = 0; i < counts.length; ++i) {
            bytes32[] memory leaves = leavesOf(counts[i]);
            bytes32[][] memory layers = layersOf(leaves);
            (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leaves);
            for (uint32 j = 0; j < counts[i]; ++j) {
                collectMailAs(j % 2 == 0 ? alice.addr : mallory.addr, mailing, only(claimIn(layers, j)));
            }
            assertMailing(id, IMailings.MailingStatus.Open, counts[i], NOW, 0);
            assertPage(id, 0, (1 << counts[i]) - 1);
        }
    }

    /// @dev A tree of 2^32 - 1 letters that nobody ever made: its last letter and 32 siblings are enough for a root.
    function test_TakesTheLargestMailing() public {
        uint32 last = type(uint32).max - 1;
        bytes32[] memory siblings = new bytes32[](32);
        for (uint256 i = 0; i < 32; ++i) siblings[i] = keccak256(abi.encode("sibling", i));
        IMailings.MailClaim memory claim = IMailings.MailClaim(last, inboxId, mailHashOf(last), siblings);
        IMailings.Mailing memory mailing = _mailing;
        mailing.root = climb(leafOf(last, inboxId, mailHashOf(last)), last, siblings);
        (mailing.carriage, mailing.stake) = (type(uint96).max, type(uint96).max);
        mailing.count = type(uint32).max;
        uint256 stakes = uint256(type(uint32).max) * type(uint96).max;
        vm.deal(bob.addr, 2 * stakes);
        bytes32 id = open(mailing);

        vm.expectEmit(address(office));
        emit IMailings.MailCollected(id, inboxId, recovery.addr, last, mailHashOf(last));
        collectMailAs(alice.addr, mailing, only(claim));
        assertMailing(id, IMailings.MailingStatus.Open, 1, NOW, 0);
        assertPage(id, 2 ** 24 - 1, 1 << 254);
        assertBalance(recovery.addr, NATIVE, type(uint96).max);
        claim.index = type(uint32).max;
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, id, claim.index, claim.index));
        collectMailAs(alice.addr, mailing, only(claim));
        claim.index = last;
        claim.proof = _resized(siblings, 31);
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, id, last));
        collectMailAs(alice.addr, mailing, only(claim));
        claim.index = 0;
        _expectLengthMismatch(id, 0, 31, 32);
        collectMailAs(alice.addr, mailing, only(claim));

        admitMailingAs(relay.addr, mailing);
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, mailing);
        assertBalance(relay.addr, NATIVE, stakes);
        assertBalance(bob.addr, NATIVE, stakes - type(uint96).max);
    }

    /// @dev Random letters to random inboxes, collected from anywhere on and all the way round.
    function testFuzz_EachLetterIsCollectedOnce(uint256 seed, uint256 count, uint256 start) public {
        count = bound(count, 1, 64);
        bytes32[] memory leaves = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = leafOf(i, _inboxBy(seed, i), keccak256(abi.encode(seed, i)));
        }
        (IMailings.Mailing memory mailing, bytes32 id) = _openedWith(leaves);
        bytes32[][] memory layers = layersOf(leaves);
        for (uint256 i = 0; i < count; ++i) {
            uint32 index = uint32(((start % count) + i) % count);
            IMailings.MailClaim memory claim = claimIn(layers, index);
            claim.inboxId = _inboxBy(seed, index);
            claim.letterHash = keccak256(abi.encode(seed, uint256(index)));
            address wallet = claim.inboxId == inboxId ? alice.addr : mallory.addr;
            collectMailAs(wallet, mailing, only(claim));
            vm.expectRevert(abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, id, index));
            collectMailAs(wallet, mailing, only(claim));
            vm.assertEq(balance(recovery.addr, NATIVE) + balance(mallory.addr, NATIVE), (i + 1) * STAKE);
        }
        assertMailing(id, IMailings.MailingStatus.Open, count, NOW, 0);
        assertPage(id, 0, (1 << count) - 1);

        vm.warp(EXPIRES_AT);
        closeMailingAs(carol.addr, mailing);
        assertBalance(bob.addr, NATIVE, count * CARRIAGE);
    }

    /* PARTS */

    function _openedWith(bytes32[] memory leaves) private returns (IMailings.Mailing memory mailing, bytes32 id) {
        mailing = mailingWith(NATIVE, leaves);
        // So that it is another one than {_mailing}, also with the same letters.
        mailing.expiresAt = EXPIRES_AT - 1;
        id = open(mailing);
    }

    function _calls(uint32[] memory first, uint32[] memory second) private view returns (bytes[] memory calls) {
        calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.collectMail, (_mailing, claimsOf(first)));
        calls[1] = abi.encodeCall(office.collectMail, (_mailing, claimsOf(second)));
    }

    function _inboxBy(uint256 seed, uint256 index) private view returns (bytes32) {
        return uint256(keccak256(abi.encode("inbox", seed, index))) % 2 == 0 ? inboxId : malloryInboxId;
    }

    function _setPayout(address by, address payout) private {
        vm.prank(by);
        office.setPayout(inboxId, payout);
    }

    function _one(bytes32 word) private pure returns (bytes32[] memory words) {
        words = new bytes32[](1);
        words[0] = word;
    }

    function _twice(bytes memory content) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(content)));
    }

    /// @dev Cut, or stretched with zeros.
    function _resized(bytes32[] memory words, uint256 length) private pure returns (bytes32[] memory copy) {
        copy = new bytes32[](length);
        for (uint256 i = 0; i < length && i < words.length; ++i) copy[i] = words[i];
    }

    function _expectOutOfRange(uint32 index) private {
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, _id, index, COUNT));
    }

    function _expectCollected(uint32 index) private {
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, _id, index));
    }

    function _expectLengthMismatch(bytes32 id, uint32 index, uint256 length, uint256 expected) private {
        vm.expectRevert(
            abi.encodeWithSelector(IMailings.MailProofLengthMismatch.selector, id, index, length, expected)
        );
    }

    function _expectInvalid(
        address caller,
        IMailings.Mailing memory mailing,
        IMailings.MailClaim memory claim
    ) private {
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailProofInvalid.selector, mailingIdOf(mailing), claim.index));
        collectMailAs(caller, mailing, only(claim));
    }

    function _expectNotRecipient(uint32 index, address account) private {
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, _id, index, account));
    }

    function _expectPartly(bytes4 refusal, IMailings.Mailing memory mailing, IMailings.MailClaim memory claim) private {
        vm.expectPartialRevert(refusal);
        collectMailAs(alice.addr, mailing, only(claim));
    }

    function _expectCollectedEvent(uint32 index, address payout) private {
        vm.expectEmit(address(office));
        emit IMailings.MailCollected(_id, inboxId, payout, index, mailHashOf(index));
    }
}
