// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IMailings} from "../../../contracts/interfaces/IMailings.sol";
import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {MockHostileWallet1271} from "../../../contracts/mocks/MockHostileWallet1271.sol";
import {MockWallet1271} from "../../../contracts/mocks/MockWallet1271.sol";
import {MailingTest} from "./MailingTest.sol";

contract CollectMailForTest is MailingTest {
    /// @dev What a wallet signs.
    struct CollectMail {
        address wallet;
        bytes32 mailingId;
        uint32[] indexes;
        uint256 deadline;
    }

    bytes32 private constant _TYPEHASH = keccak256(
        "CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)"
    );
    uint256 private constant _DEADLINE = NOW + 10;
    /// @dev Order of secp256k1.
    uint256 private constant _N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    bytes32 private constant _YES = bytes32(bytes4(0x1626ba7e));

    IMailings.Mailing private _mailing;
    bytes32 private _id;

    function setUp() public override {
        super.setUp();
        (_mailing, _id) = opened(NATIVE);
    }

    /* DEADLINE */

    function test_RevertGiven_DeadlineIsPast() public {
        bytes memory signature = _signed(alice, these(0));
        vm.warp(_DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(ISigned.SignatureHasExpired.selector, _DEADLINE));
        _send(these(0), signature);
    }

    function test_IsInTimeUpToTheDeadline() public {
        vm.warp(_DEADLINE - 1);
        _send(these(0), _signed(alice, these(0)));
        vm.warp(_DEADLINE);
        _send(these(2), _signed(alice, these(2)));
        assertPage(_id, 0, 5);
    }

    function test_RevertWhen_DeadlineIsNotTheSignedOne() public {
        bytes memory signature = _signed(alice, these(0));
        _expectInvalid(alice.addr);
        _send(_mailing, claimsOf(these(0)), alice.addr, _DEADLINE + 1, signature);
    }

    function test_ADeadlineMayBeNever() public {
        CollectMail memory message = CollectMail(alice.addr, _id, these(0), type(uint256).max);
        _send(_mailing, claimsOf(these(0)), alice.addr, type(uint256).max, sign(alice, _digestOf(message)));
        assertPage(_id, 0, 1);
    }

    /* SIGNATURE */

    function test_RevertWhen_AnotherSigned() public {
        bytes memory signature = sign(mallory, _digestOf(CollectMail(alice.addr, _id, these(0), _DEADLINE)));
        _expectInvalid(alice.addr);
        _send(these(0), signature);
    }

    function test_RevertWhen_ItNamesAnotherWallet() public {
        bytes memory signature = sign(alice, _digestOf(CollectMail(mallory.addr, _id, these(0), _DEADLINE)));
        _expectInvalid(alice.addr);
        _send(these(0), signature);
        // Nor does it speak for that one.
        _expectInvalid(mallory.addr);
        _send(_mailing, claimsOf(these(0)), mallory.addr, _DEADLINE, signature);
    }

    function test_RevertWhen_TheWalletIsZero() public {
        IMailings.MailClaim[] memory claims = claimsOf(these(0));
        _expectInvalid(address(0));
        _send(_mailing, claims, address(0), _DEADLINE, new bytes(65));
        _expectInvalid(address(0));
        _send(_mailing, claims, address(0), _DEADLINE, "");
    }

    function test_RevertWhen_ItNamesAnotherMailing() public {
        IMailings.Mailing memory other = _mailing;
        other.expiresAt += 1;
        open(other);
        bytes memory signature = _signed(alice, these(0));
        _expectInvalid(alice.addr);
        _send(other, claimsOf(these(0)), alice.addr, _DEADLINE, signature);
    }

    function test_RevertWhen_TheIndexesAreNotTheSignedOnes() public {
        bytes memory signature = _signed(alice, these(0, 2));
        uint32[][] memory others = new uint32[][](7);
        others[0] = new uint32[](0);
        (others[1], others[2]) = (these(0), these(2));
        (others[3], others[4]) = (these(2, 0), these(0, 4));
        (others[5], others[6]) = (these(0, 2, 4), these(0, 0, 2));
        for (uint256 i = 0; i < others.length; ++i) {
            _expectInvalid(alice.addr);
            _send(others[i], signature);
        }
        _send(these(0, 2), signature);
        assertPage(_id, 0, 5);
    }

    function test_RevertWhen_SIsHigh() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            alice.privateKey,
            _digestOf(CollectMail(alice.addr, _id, these(0), _DEADLINE))
        );
        bytes memory twin = abi.encodePacked(r, bytes32(_N - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        _expectInvalid(alice.addr);
        _send(these(0), twin);
    }

    function test_RevertWhen_SignatureIsCompact() public {
        (bytes32 r, bytes32 vs) = vm.signCompact(
            alice.privateKey,
            _digestOf(CollectMail(alice.addr, _id, these(0), _DEADLINE))
        );
        _expectInvalid(alice.addr);
        _send(these(0), abi.encodePacked(r, vs));
    }

    function test_RevertWhen_SignedForAnotherDomain() public {
        bytes32[3] memory separators = [
            domainSeparator("Pennypost PostOffice", block.chainid + 1, address(office)),
            domainSeparator("Pennypost PostOffice", block.chainid, address(registry)),
            domainSeparator("Pennypost InboxRegistry", block.chainid, address(office))
        ];
        bytes32 structHash = _structHashOf(CollectMail(alice.addr, _id, these(0), _DEADLINE));
        for (uint256 i = 0; i < separators.length; ++i) {
            bytes memory signature = sign(alice, typedDataDigest(separators[i], structHash));
            _expectInvalid(alice.addr);
            _send(these(0), signature);
        }
    }

    /// @dev On the other chain the mailing has another id, and neither was opened there nor signed for.
    function test_RevertWhen_TheChainSplits() public {
        bytes memory signature = _signed(alice, these(0));
        uint256 newChainId = block.chainid + 1;
        bytes32 separator = domainSeparator("Pennypost PostOffice", newChainId, address(office));
        bytes32 newId = typedDataDigest(separator, keccak256(abi.encode(MAILING_TYPEHASH, _mailing)));
        bytes32 structHash = _structHashOf(CollectMail(alice.addr, newId, these(0), _DEADLINE));
        bytes memory newSignature = sign(alice, typedDataDigest(separator, structHash));
        vm.chainId(newChainId);
        _expectInvalid(alice.addr);
        _send(these(0), signature);
        expectMailNotPending(newId, IMailings.MailingStatus.None);
        _send(these(0), newSignature);
    }

    function test_TheSignedStructIsEip712s() public {
        uint32[] memory indexes = these(4, 0, 2);
        bytes32 structHash = vm.eip712HashStruct(
            "CollectMail(address wallet,bytes32 mailingId,uint32[] indexes,uint256 deadline)",
            abi.encode(CollectMail(alice.addr, _id, indexes, _DEADLINE))
        );
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        _send(indexes, sign(alice, typedDataDigest(separator, structHash)));
        assertPage(_id, 0, 21);
    }

    /* WALLETS WITH CODE */

    function test_TakesASmartAccountsYes() public {
        address wallet = address(new MockWallet1271(bob.addr));
        IMailings.Mailing memory mailing = _openedTo(wallet);
        CollectMail memory message = CollectMail(wallet, mailingIdOf(mailing), these(0), _DEADLINE);
        _send(mailing, _claimTo(wallet), wallet, _DEADLINE, sign(bob, _digestOf(message)));
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    function test_RevertWhen_ASmartAccountSaysNo() public {
        address wallet = address(new MockWallet1271(bob.addr));
        IMailings.Mailing memory mailing = _openedTo(wallet);
        CollectMail memory message = CollectMail(wallet, mailingIdOf(mailing), these(0), _DEADLINE);
        IMailings.MailClaim[] memory claims = _claimTo(wallet);
        bytes memory signature = sign(mallory, _digestOf(message));
        _expectInvalid(wallet);
        _send(mailing, claims, wallet, _DEADLINE, signature);
    }

    function test_RevertWhen_ASmartAccountIsHostile() public {
        _assertRefused("junk", 32, MockHostileWallet1271.Ending.Returns);
        _assertRefused(_YES, 4, MockHostileWallet1271.Ending.Returns);
        _assertRefused(_YES, 32, MockHostileWallet1271.Ending.Reverts);
        _assertRefused(_YES, 32, MockHostileWallet1271.Ending.BurnsGas);
    }

    function test_TakesADelegatedAccountsOwnSignature() public {
        address implementation = address(new MockHostileWallet1271("junk", 32, MockHostileWallet1271.Ending.Returns));
        vm.etch(alice.addr, abi.encodePacked(hex"ef0100", implementation));
        _send(these(0), _signed(alice, these(0)));
        assertPage(_id, 0, 1);
    }

    function test_TakesADelegatedAccountsCodesYes() public {
        vm.etch(alice.addr, abi.encodePacked(hex"ef0100", address(new MockWallet1271(bob.addr))));
        _send(these(0), _signed(bob, these(0)));
        assertPage(_id, 0, 1);
    }

    /* THE MAILING AND ITS CLAIMS */

    function test_RevertGiven_ItWasNeverOpened() public {
        IMailings.Mailing memory never = _mailing;
        never.root = keccak256("another");
        CollectMail memory message = CollectMail(alice.addr, mailingIdOf(never), these(0), _DEADLINE);
        bytes memory signature = sign(alice, _digestOf(message));
        expectMailNotPending(message.mailingId, IMailings.MailingStatus.None);
        _send(never, claimsOf(these(0)), alice.addr, _DEADLINE, signature);
    }

    function test_RevertGiven_ItIsClosed() public {
        bytes memory signature = _signed(alice, these(0));
        vm.warp(EXPIRES_AT);
        closeMailingAs(bob.addr, _mailing);
        // As if time ran backwards.
        vm.warp(NOW);
        expectMailNotPending(_id, IMailings.MailingStatus.Closed);
        _send(these(0), signature);
    }

    function test_RevertWhen_ItsTimeIsOver() public {
        uint40[2] memory times = [EXPIRES_AT, EXPIRES_AT + 1];
        CollectMail memory message = CollectMail(alice.addr, _id, these(0), EXPIRES_AT + 1);
        bytes memory signature = sign(alice, _digestOf(message));
        for (uint256 i = 0; i < times.length; ++i) {
            vm.warp(times[i]);
            expectMailHasExpired(_id, EXPIRES_AT);
            _send(_mailing, claimsOf(these(0)), alice.addr, EXPIRES_AT + 1, signature);
        }
        vm.warp(EXPIRES_AT - 1);
        _send(_mailing, claimsOf(these(0)), alice.addr, EXPIRES_AT + 1, signature);
        assertPage(_id, 0, 1);
    }

    function test_RevertWhen_TheIndexIsNotBelowTheCount() public {
        bytes memory signature = _signed(alice, these(0, COUNT));
        IMailings.MailClaim[] memory claims = claimsOf(these(0, 0));
        claims[1].index = COUNT;
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailIndexOutOfRange.selector, _id, COUNT, COUNT));
        _send(_mailing, claims, alice.addr, _DEADLINE, signature);
    }

    function test_PassesOverWhatIsCollected() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0, 4)));
        bytes memory signature = _signed(alice, these(0, 2, 4));
        watchLogs();
        _send(these(0, 2, 4), signature);
        vm.assertEq(vm.getRecordedLogs().length, 2, "one letter and one transfer");
        assertMailing(_id, IMailings.MailingStatus.Open, 3, NOW, 0);
        assertPage(_id, 0, 21);
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
    }

    function test_PassesOverAReplay() public {
        bytes memory signature = _signed(alice, these(0, 2));
        _send(these(0, 2), signature);
        bytes32 word = vm.load(address(office), mappingSlot(_id, 11));
        watchLogs();
        _send(these(0, 2), signature);
        assertNoLogs();
        vm.assertEq(vm.load(address(office), mappingSlot(_id, 11)), word);
        assertMailing(_id, IMailings.MailingStatus.Open, 2, NOW, 0);
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_PassesOverTheSecondInOneCall() public {
        _send(these(2, 2, 2), _signed(alice, these(2, 2, 2)));
        assertMailing(_id, IMailings.MailingStatus.Open, 1, NOW, 0);
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    /// @dev Of a letter that was collected nothing but the index is looked at.
    function test_PassesOverWhateverTheClaimSays() public {
        collectMailAs(alice.addr, _mailing, claimsOf(these(0)));
        collectMailAs(mallory.addr, _mailing, claimsOf(these(1)));
        bytes memory signature = _signed(alice, these(0, 1, 2));
        IMailings.MailClaim[] memory claims = claimsOf(these(0, 1, 2));
        claims[0] = IMailings.MailClaim(0, 0, 0, new bytes32[](300));
        _send(_mailing, claims, alice.addr, _DEADLINE, signature);
        assertPage(_id, 0, 7);
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
        assertBalance(mallory.addr, NATIVE, STAKE);
    }

    function test_RevertWhen_TheProofHasAnotherLength() public {
        bytes memory signature = _signed(alice, these(4));
        uint256[4] memory lengths = [uint256(0), 2, 4, 300];
        for (uint256 i = 0; i < lengths.length; ++i) {
            IMailings.MailClaim[] memory claims = claimsOf(these(4));
            claims[0].proof = new bytes32[](lengths[i]);
            vm.expectRevert(abi.encodeWithSelector(IMailings.MailProofLengthMismatch.selector, _id, 4, lengths[i], 3));
            _send(_mailing, claims, alice.addr, _DEADLINE, signature);
        }
    }

    /// @dev Inbox, letter and proof are not signed: the root fixes them.
    function test_RevertWhen_TheProofIsInvalid() public {
        bytes memory signature = _signed(alice, these(4));
        for (uint256 i = 0; i < 3; ++i) {
            IMailings.MailClaim[] memory claims = claimsOf(these(4));
            if (i == 0) claims[0].proof[2] = 0;
            if (i == 1) claims[0].inboxId = malloryInboxId;
            if (i == 2) claims[0].letterHash = 0;
            vm.expectRevert(abi.encodeWithSelector(IMailings.MailProofInvalid.selector, _id, 4));
            _send(_mailing, claims, alice.addr, _DEADLINE, signature);
        }
    }

    function test_RevertWhen_TheSignerIsNoWalletOfTheInbox() public {
        bytes memory signature = _signed(alice, these(0, 1));
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, _id, 1, alice.addr));
        _send(these(0, 1), signature);
        // Nor for the caller's being one.
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, _id, 1, alice.addr));
        vm.prank(mallory.addr);
        office.collectMailFor(_mailing, claimsOf(these(0, 1)), alice.addr, _DEADLINE, signature);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    function test_RevertGiven_TheSignerWasUnlinked() public {
        bytes memory signature = _signed(alice, these(0));
        vm.prank(recovery.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, _id, 0, alice.addr));
        _send(these(0), signature);
    }

    function test_RevertWhen_TheInboxIsNone() public {
        bytes32[] memory leaves = new bytes32[](1);
        leaves[0] = leafOf(0, 0, mailHashOf(0));
        IMailings.Mailing memory mailing = mailingWith(NATIVE, leaves);
        bytes32 id = open(mailing);
        bytes memory signature = sign(alice, _digestOf(CollectMail(alice.addr, id, these(0), _DEADLINE)));
        IMailings.MailClaim memory claim = IMailings.MailClaim(0, 0, mailHashOf(0), new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(IMailings.NotMailRecipient.selector, id, 0, alice.addr));
        _send(mailing, only(claim), alice.addr, _DEADLINE, signature);
    }

    /// @dev A call with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        IMailings.Mailing memory mailing = _mailing;
        mailing.root = keccak256("another");
        uint256 deadline = EXPIRES_AT - 1;
        IMailings.MailClaim[] memory claims = claimsOf(these(0));
        claims[0] = IMailings.MailClaim(COUNT, malloryInboxId, 0, new bytes32[](300));

        vm.warp(EXPIRES_AT);
        _expectPartly(ISigned.SignatureHasExpired.selector, mailing, claims, deadline, "");
        deadline = EXPIRES_AT;
        _expectPartly(ISigned.InvalidSignature.selector, mailing, claims, deadline, "");
        _expectSignedPartly(IMailings.MailingNotPending.selector, mailing, claims);
        mailing = _mailing;
        _expectSignedPartly(IMailings.MailingHasExpired.selector, mailing, claims);
        vm.warp(NOW);
        _expectSignedPartly(IMailings.MailIndexOutOfRange.selector, mailing, claims);
        claims[0].index = 1;
        _expectSignedPartly(IMailings.MailProofLengthMismatch.selector, mailing, claims);
        claims[0].proof = claimOf(1).proof;
        _expectSignedPartly(IMailings.MailProofInvalid.selector, mailing, claims);
        claims[0].letterHash = mailHashOf(1);
        _expectSignedPartly(IMailings.NotMailRecipient.selector, mailing, claims);
        collectMailAs(mallory.addr, mailing, claims);
        watchLogs();
        _send(mailing, claims, alice.addr, _DEADLINE, _signed(alice, these(1)));
        assertNoLogs();
    }

    /* WHAT IT DOES */

    function test_CollectsAsTheWalletWould() public {
        bytes memory signature = _signed(alice, these(4, 0));
        vm.expectEmit(address(office));
        emit IMailings.MailCollected(_id, inboxId, recovery.addr, 4, mailHashOf(4));
        vm.expectEmit(address(office));
        emit IMailings.MailCollected(_id, inboxId, recovery.addr, 0, mailHashOf(0));
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(carol.addr, address(0), recovery.addr, 0, 2 * uint256(STAKE));
        _send(these(4, 0), signature);
        assertMailing(_id, IMailings.MailingStatus.Open, 2, NOW, 0);
        assertPage(_id, 0, 17);
        assertBalance(recovery.addr, NATIVE, 2 * uint256(STAKE));
        assertBalance(carol.addr, NATIVE, 0);
        assertBalance(alice.addr, NATIVE, 0);
        assertHeld(NATIVE, MAIL_POSTAGE);
    }

    function test_CreditsThePayoutInForce() public {
        bytes memory signature = _signed(alice, these(0));
        vm.prank(recovery.addr);
        office.setPayout(inboxId, makeAddr("payout"));
        _send(these(0), signature);
        assertBalance(makeAddr("payout"), NATIVE, STAKE);
        assertBalance(recovery.addr, NATIVE, 0);
    }

    function test_CollectsOfAnAdmittedMailing() public {
        admitMailingAs(relay.addr, _mailing);
        _send(these(0, 2, 4), _signed(alice, these(0, 2, 4)));
        assertMailing(_id, IMailings.MailingStatus.Admitted, 3, NOW, 0);
    }

    function test_NoneDoesNothing() public {
        bytes memory signature = _signed(alice, new uint32[](0));
        watchLogs();
        _send(new uint32[](0), signature);
        assertNoLogs();
    }

    function test_UsesNoNonce() public {
        bytes memory signature = _signed(alice, these(0));
        vm.prank(alice.addr);
        office.useNonce();
        _send(these(0), signature);
        assertPage(_id, 0, 1);
        vm.assertEq(office.nonces(alice.addr), 1);
    }

    /* IN A MULTICALL */

    function test_InAMulticallItPassesOver() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = _call(these(0, 2), _signed(alice, these(0, 2)));
        calls[1] = calls[0];
        calls[2] = _call(these(2, 4), _signed(alice, these(2, 4)));
        vm.prank(carol.addr);
        office.multicall(calls);
        assertMailing(_id, IMailings.MailingStatus.Open, 3, NOW, 0);
        assertBalance(recovery.addr, NATIVE, 3 * uint256(STAKE));
    }

    function test_InAMulticallItPassesOverWhatCollectMailTook() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.collectMail, (_mailing, claimsOf(these(0))));
        calls[1] = _call(these(0, 2), _signed(alice, these(0, 2)));
        vm.prank(alice.addr);
        office.multicall(calls);
        assertMailing(_id, IMailings.MailingStatus.Open, 2, NOW, 0);
    }

    function test_InAMulticallCollectMailStillReverts() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = _call(these(0), _signed(alice, these(0)));
        calls[1] = abi.encodeCall(office.collectMail, (_mailing, claimsOf(these(0))));
        vm.expectRevert(abi.encodeWithSelector(IMailings.MailAlreadyCollected.selector, _id, 0));
        vm.prank(alice.addr);
        office.multicall(calls);
        assertMailing(_id, IMailings.MailingStatus.Open, 0, NOW, 0);
    }

    /* DIRTY CALLDATA */

    function test_RevertWhen_CalldataIsDirty() public {
        bytes memory call = _call(these(0), _signed(alice, these(0)));
        assertDirtyMailingFails(carol.addr, 0, call);
        // The wallet, and the index of the one claim: after twelve words of arguments, a length and an offset.
        assertDirtyFails(carol.addr, call, 9, 160);
        assertDirtyFails(carol.addr, call, 12 + 2, 32);
        assertCallSucceeds(carol.addr, 0, call);
        assertPage(_id, 0, 1);
    }

    /* PARTS */

    function _structHashOf(CollectMail memory message) private pure returns (bytes32) {
        bytes memory words = "";
        for (uint256 i = 0; i < message.indexes.length; ++i) {
            words = bytes.concat(words, bytes32(uint256(message.indexes[i])));
        }
        return keccak256(abi.encode(_TYPEHASH, message.wallet, message.mailingId, keccak256(words), message.deadline));
    }

    function _digestOf(CollectMail memory message) private view returns (bytes32) {
        bytes32 separator = domainSeparator("Pennypost PostOffice", block.chainid, address(office));
        return typedDataDigest(separator, _structHashOf(message));
    }

    /// @dev For Alice's letters of our mailing.
    function _signed(Account memory account, uint32[] memory indexes) private view returns (bytes memory) {
        return sign(account, _digestOf(CollectMail(alice.addr, _id, indexes, _DEADLINE)));
    }

    function _send(uint32[] memory indexes, bytes memory signature) private {
        _send(_mailing, claimsOf(indexes), alice.addr, _DEADLINE, signature);
    }

    /// @dev Carol, who has nothing to do with it, brings it.
    function _send(
        IMailings.Mailing memory mailing,
        IMailings.MailClaim[] memory claims,
        address wallet,
        uint256 deadline,
        bytes memory signature
    ) private {
        vm.prank(carol.addr);
        office.collectMailFor(mailing, claims, wallet, deadline, signature);
    }

    function _call(uint32[] memory indexes, bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(office.collectMailFor, (_mailing, claimsOf(indexes), alice.addr, _DEADLINE, signature));
    }

    /// @dev A mailing of one letter, to an inbox of that wallet.
    function _openedTo(address wallet) private returns (IMailings.Mailing memory mailing) {
        registerInbox(wallet, recovery.addr);
        bytes32[] memory leaves = new bytes32[](1);
        leaves[0] = leafOf(0, registry.inboxOf(wallet), mailHashOf(0));
        mailing = mailingWith(NATIVE, leaves);
        open(mailing);
    }

    function _claimTo(address wallet) private view returns (IMailings.MailClaim[] memory) {
        return only(IMailings.MailClaim(0, registry.inboxOf(wallet), mailHashOf(0), new bytes32[](0)));
    }

    function _assertRefused(bytes32 word, uint256 length, MockHostileWallet1271.Ending ending) private {
        address wallet = address(new MockHostileWallet1271(word, length, ending));
        IMailings.Mailing memory mailing = _openedTo(wallet);
        IMailings.MailClaim[] memory claims = _claimTo(wallet);
        _expectInvalid(wallet);
        _send(mailing, claims, wallet, _DEADLINE, "anything");
    }

    function _expectInvalid(address signer) private {
        vm.expectRevert(abi.encodeWithSelector(ISigned.InvalidSignature.selector, signer));
    }

    function _expectPartly(
        bytes4 refusal,
        IMailings.Mailing memory mailing,
        IMailings.MailClaim[] memory claims,
        uint256 deadline,
        bytes memory signature
    ) private {
        vm.expectPartialRevert(refusal);
        _send(mailing, claims, alice.addr, deadline, signature);
    }

    /// @dev Signed by Alice for the one claim, up to the mailing's end.
    function _expectSignedPartly(
        bytes4 refusal,
        IMailings.Mailing memory mailing,
        IMailings.MailClaim[] memory claims
    ) private {
        bytes32 id = mailingIdOf(mailing);
        bytes32 digest = _digestOf(CollectMail(alice.addr, id, these(claims[0].index), EXPIRES_AT));
        _expectPartly(refusal, mailing, claims, EXPIRES_AT, sign(alice, digest));
    }
}
