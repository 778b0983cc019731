// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {OfficeSignatureTest} from "./OfficeSignatureTest.sol";

/// @notice Two stamps in ether to Alice, who signs; Mallory hands in.
contract SettleForTest is OfficeSignatureTest {
    bool private constant COLLECT = true;
    bool private constant RETURN = false;

    IStamps.Stamp private _one;
    IStamps.Stamp private _two;
    bytes32 private _idOne;
    bytes32 private _idTwo;
    /// @dev What {prepare} posts.
    IStamps.Stamp private _prepared;

    function setUp() public override {
        super.setUp();
        (_one, _idOne) = posted(1);
        (_two, _idTwo) = posted(2);
    }

    /* SIGNATURE */

    function prepare(address signer) internal override {
        _prepared = stampOf(NATIVE, 99);
        _prepared.inboxId = registry.inboxOf(signer);
        if (_prepared.inboxId == 0) _prepared.inboxId = registerInbox(signer, recovery.addr);
        post(_prepared);
    }

    function structHashOf(address signer) internal view override returns (bytes32) {
        return answerHash(Answer(signer, idsOf(only(_prepared)), COLLECT));
    }

    function send(address signer, bytes memory signature) internal override {
        vm.prank(mallory.addr);
        office.settleFor(only(_prepared), COLLECT, signer, signature);
    }

    function isDone(address) internal view override returns (bool) {
        return statusOf(idOf(_prepared)) == IStamps.StampStatus.Collected;
    }

    /// @dev A stamp's id has the chain in it too: what was posted before is another stamp now.
    function test_FollowsTheChainIdWhenTheChainSplits() public override {
        prepare(alice.addr);
        bytes memory before = signedBy(alice);
        vm.chainId(block.chainid + 1);
        expectInvalidSignature(alice.addr);
        send(alice.addr, before);

        prepare(alice.addr);
        send(alice.addr, signedBy(alice));
        vm.assertTrue(isDone(alice.addr));
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_TheWalletDiffers() public {
        _link(carol, inboxId);
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        _expectInvalid(_both(), COLLECT, carol.addr, signature);
        vm.assertEq(_handIn(_both(), COLLECT, alice.addr, signature), 2);
    }

    function test_RevertWhen_TheAnswerIsTheOther() public {
        _expectInvalid(_both(), RETURN, alice.addr, signAnswer(alice, _both(), COLLECT));
        _expectInvalid(_both(), COLLECT, alice.addr, signAnswer(alice, _both(), RETURN));
    }

    function test_RevertWhen_TheStampsDiffer() public {
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        _expectInvalid(both(_two, _one), COLLECT, alice.addr, signature);
        _expectInvalid(only(_one), COLLECT, alice.addr, signature);
        _expectInvalid(only(_two), COLLECT, alice.addr, signature);
        _expectInvalid(new IStamps.Stamp[](0), COLLECT, alice.addr, signature);
        _expectInvalid(both(_one, _one), COLLECT, alice.addr, signature);
        (IStamps.Stamp memory third, ) = posted(3);
        _expectInvalid(both(_one, third), COLLECT, alice.addr, signature);
        _expectInvalid(_three(_one, _two, third), COLLECT, alice.addr, signature);
        _expectInvalid(_three(_one, _two, _two), COLLECT, alice.addr, signature);
    }

    function test_RevertWhen_AMemberOfAStampDiffers() public {
        bytes memory signature = signAnswer(alice, only(_one), COLLECT);
        for (uint256 member = 0; member < 8; ++member) {
            IStamps.Stamp memory other = _one;
            if (member == 0) other.sender = mallory.addr;
            if (member == 1) other.relay = mallory.addr;
            if (member == 2) other.token = address(dollar);
            if (member == 3) other.inboxId = malloryInboxId;
            if (member == 4) other.letterHash = keccak256("another letter");
            if (member == 5) other.carriage += 1;
            if (member == 6) other.stake += 1;
            if (member == 7) other.expiresAt += 1;
            _expectInvalid(only(other), COLLECT, alice.addr, signature);
        }
        vm.assertEq(_handIn(only(_one), COLLECT, alice.addr, signature), 1);
    }

    /* NONE */

    function test_NoneAnswersZero() public {
        IStamps.Stamp[] memory none = new IStamps.Stamp[](0);
        Account[3] memory signers = [alice, mallory, carol];
        watchLogs();
        for (uint256 i = 0; i < signers.length; ++i) {
            vm.assertEq(_settle(none, COLLECT, signers[i]), 0);
            vm.assertEq(_settle(none, RETURN, signers[i]), 0);
        }
        assertNoLogs();
        _expectInvalid(none, RETURN, alice.addr, signAnswer(mallory, none, RETURN));
    }

    /* INBOX */

    function test_RevertWhen_TheWalletIsNoneOfTheInbox() public {
        // Mallory's is another inbox; the recovery and Carol have none.
        Account[3] memory signers = [mallory, recovery, carol];
        for (uint256 i = 0; i < signers.length; ++i) {
            _expectNotRecipient(_both(), COLLECT, signers[i], _idOne);
            _expectNotRecipient(_both(), RETURN, signers[i], _idOne);
        }
    }

    function test_RevertWhen_TheSenderSigned() public {
        _expectNotRecipient(_both(), RETURN, bob, _idOne);
    }

    function test_RevertWhen_ARelayThatMayCollectSigned() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(3);
        _expectNotRecipient(only(stamp), COLLECT, relay, id);
        collectAs(relay.addr, stamp);
    }

    /// @dev Who calls does not matter, and Mallory is no wallet of the inbox.
    function test_RevertWhen_ARelayThatMayCollectHandsInAnothersAnswer() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(3);
        bytes memory signature = signAnswer(mallory, only(stamp), COLLECT);
        expectNotRecipient(id, mallory.addr);
        vm.prank(relay.addr);
        office.settleFor(only(stamp), COLLECT, mallory.addr, signature);
    }

    function test_RevertWhen_OneIsToAnotherInbox() public {
        IStamps.Stamp memory other = stampOf(NATIVE, 3);
        other.inboxId = malloryInboxId;
        bytes32 id = post(other);
        _expectNotRecipient(_three(_one, other, _two), COLLECT, alice, id);
        _expectNotRecipient(both(other, _one), COLLECT, alice, id);
        _expectNotRecipient(both(other, _one), COLLECT, mallory, _idOne);
        assertWord(_idOne, IStamps.StampStatus.Open, false, false, NOW, 0);
    }

    /// @dev What is neither pending nor in time must still be the signer's: here it is Mallory's.
    function test_RevertWhen_OneToAnotherInboxWouldBePassedOver() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 3);
        never.inboxId = malloryInboxId;
        _expectNotRecipient(both(_one, never), COLLECT, alice, idOf(never));

        voidAs(bob.addr, never);
        _expectNotRecipient(both(_one, never), COLLECT, alice, idOf(never));

        IStamps.Stamp memory collected = stampOf(NATIVE, 4);
        (collected.inboxId, collected.expiresAt) = (malloryInboxId, EXPIRES_AT - 1);
        post(collected);
        collectAs(mallory.addr, collected);
        _expectNotRecipient(both(_one, collected), COLLECT, alice, idOf(collected));

        IStamps.Stamp memory late = stampOf(NATIVE, 5);
        (late.inboxId, late.expiresAt) = (malloryInboxId, EXPIRES_AT - 1);
        post(late);
        vm.warp(EXPIRES_AT - 1);
        _expectNotRecipient(both(_one, late), COLLECT, alice, idOf(late));
        expireAs(bob.addr, late);
        _expectNotRecipient(both(_one, late), COLLECT, alice, idOf(late));
    }

    /// @dev Inbox 0 is nobody's, nor is one that nobody registered, whoever has no inbox.
    function test_RevertWhen_TheInboxIsNone() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 3);
        bytes32[2] memory ids = [bytes32(0), keccak256("nobody")];
        for (uint256 i = 0; i < ids.length; ++i) {
            stamp.inboxId = ids[i];
            _expectNotRecipient(only(stamp), COLLECT, carol, idOf(stamp));
            _expectNotRecipient(only(stamp), COLLECT, alice, idOf(stamp));
        }
    }

    function test_TheSignatureIsReadFirst() public {
        _expectInvalid(_both(), COLLECT, mallory.addr, signAnswer(alice, _both(), COLLECT));
    }

    function test_RevertGiven_TheWalletWasUnlinkedSince() public {
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        vm.prank(recovery.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        expectNotRecipient(_idOne, alice.addr);
        _handIn(_both(), COLLECT, alice.addr, signature);

        _link(alice, inboxId);
        vm.assertEq(_handIn(_both(), COLLECT, alice.addr, signature), 2);
    }

    function test_RevertGiven_TheWalletMovedSince() public {
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        vm.prank(alice.addr);
        registry.unlinkWallet(inboxId, alice.addr);
        vm.prank(alice.addr);
        registry.register(1, alice.addr, new IInboxRegistry.KeyInput[](0));
        expectNotRecipient(_idOne, alice.addr);
        _handIn(_both(), COLLECT, alice.addr, signature);
    }

    function test_AnyWalletOfTheInboxMaySign() public {
        _link(carol, inboxId);
        vm.assertEq(_settle(_both(), COLLECT, carol), 2);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
    }

    /* PASSED OVER */

    function test_PassesOverWhatIsNotPending() public {
        IStamps.Stamp memory never = stampOf(NATIVE, 3);
        IStamps.Stamp memory voided = stampOf(NATIVE, 4);
        voidAs(bob.addr, voided);
        (IStamps.Stamp memory expired, ) = _postedUntil(5, uint40(NOW + WINDOW));
        collectAs(alice.addr, _one);
        returnAs(alice.addr, _two);
        vm.warp(NOW + WINDOW);
        expireAs(bob.addr, expired);

        IStamps.Stamp[5] memory stamps = [never, voided, expired, _one, _two];
        for (uint256 i = 0; i < stamps.length; ++i) {
            _assertPassedOver(only(stamps[i]), COLLECT);
            _assertPassedOver(only(stamps[i]), RETURN);
        }
    }

    function test_AnswersBeforeExpiresAtOnly() public {
        IStamps.Stamp[3] memory stamps;
        for (uint256 i = 0; i < 3; ++i) {
            (stamps[i], ) = posted(10 + i);
            if (i == 1) admitAs(relay.addr, stamps[1]);
        }
        vm.warp(EXPIRES_AT - 1);
        vm.assertEq(_settle(only(stamps[0]), COLLECT, alice), 1);
        assertWord(idOf(stamps[0]), IStamps.StampStatus.Collected, false, true, NOW, EXPIRES_AT - 1);
        for (uint256 i = 0; i < 2; ++i) {
            vm.warp(EXPIRES_AT + i);
            _assertPassedOver(both(stamps[1], stamps[2]), COLLECT);
            _assertPassedOver(both(stamps[1], stamps[2]), RETURN);
        }
    }

    /// @dev One each that was never posted, voided, answered, admitted, and expired by a front-runner.
    function test_AnswersTheRestOfAStaleBatch() public {
        IStamps.Stamp[] memory stamps = new IStamps.Stamp[](7);
        stamps[0] = _one;
        stamps[1] = stampOf(NATIVE, 3);
        stamps[2] = stampOf(NATIVE, 4);
        voidAs(bob.addr, stamps[2]);
        (stamps[3], ) = _postedUntil(5, uint40(NOW + WINDOW));
        (stamps[4], ) = posted(6);
        (stamps[5], ) = posted(7);
        stamps[6] = _two;
        bytes memory signature = signAnswer(alice, stamps, COLLECT);
        vm.warp(NOW + WINDOW);
        expireAs(bob.addr, stamps[3]);
        returnAs(alice.addr, stamps[4]);
        admitAs(relay.addr, stamps[5]);
        uint256 bobs = balance(bob.addr, NATIVE);

        vm.assertEq(_handIn(stamps, COLLECT, alice.addr, signature), 3);
        assertWord(_idOne, IStamps.StampStatus.Collected, false, true, NOW, NOW + WINDOW);
        assertWord(idOf(stamps[5]), IStamps.StampStatus.Collected, false, true, NOW, NOW + WINDOW);
        assertWord(_idTwo, IStamps.StampStatus.Collected, false, true, NOW, NOW + WINDOW);
        assertBalance(recovery.addr, NATIVE, 3 * STAKE);
        // Of the one returned, the one admitted, and two now.
        assertBalance(relay.addr, NATIVE, 4 * CARRIAGE);
        assertBalance(bob.addr, NATIVE, bobs);
        assertHeld(NATIVE, 5 * POSTAGE);
    }

    function test_TheSameStampTwiceIsAnsweredOnce() public {
        vm.assertEq(_settle(both(_one, _one), COLLECT, alice), 1);
        assertBalance(recovery.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);

        vm.assertEq(_settle(both(_two, _two), RETURN, alice), 1);
        assertBalance(bob.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, 2 * CARRIAGE);
    }

    function test_HandedInAgainItChangesNothing() public {
        vm.assertEq(_settle(_both(), COLLECT, alice), 2);
        vm.warp(NOW + 1);
        _assertPassedOver(_both(), COLLECT);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
    }

    /// @dev Alice signed both answers: the first to be handed in counts.
    function test_TheOtherAnswerComesTooLate() public {
        bytes memory toCollect = signAnswer(alice, _both(), COLLECT);
        bytes memory toReturn = signAnswer(alice, _both(), RETURN);
        vm.assertEq(_handIn(_both(), RETURN, alice.addr, toReturn), 2);
        vm.assertEq(_handIn(_both(), COLLECT, alice.addr, toCollect), 0);
        assertBalance(recovery.addr, NATIVE, 0);
        assertBalance(bob.addr, NATIVE, 2 * STAKE);
    }

    function test_AnAnswerHoldsUntilTheStampIsPosted() public {
        IStamps.Stamp memory later = stampOf(NATIVE, 3);
        bytes memory signature = signAnswer(alice, both(_one, later), COLLECT);
        vm.assertEq(_handIn(both(_one, later), COLLECT, alice.addr, signature), 1);
        post(later);
        vm.assertEq(_handIn(both(_one, later), COLLECT, alice.addr, signature), 1);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
    }

    /* COLLECTED */

    function test_Collects() public {
        vm.warp(NOW + 5);
        watchLogs();
        _expectCollected(_idOne, recovery.addr, relay.addr);
        _expectCollected(_idTwo, recovery.addr, relay.addr);
        _expectMint(recovery.addr, 2 * STAKE);
        _expectMint(relay.addr, 2 * CARRIAGE);
        vm.assertEq(_settle(_both(), COLLECT, alice), 2);
        assertLogs(4);

        assertWord(_idOne, IStamps.StampStatus.Collected, false, true, NOW, NOW + 5);
        assertWord(_idTwo, IStamps.StampStatus.Collected, false, true, NOW, NOW + 5);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
        assertBalance(relay.addr, NATIVE, 2 * CARRIAGE);
        assertBalance(alice.addr, NATIVE, 0);
        assertBalance(bob.addr, NATIVE, 0);
        assertBalance(mallory.addr, NATIVE, 0);
        assertHeld(NATIVE, 2 * POSTAGE);
    }

    function test_CollectsOne() public {
        watchLogs();
        _expectCollected(_idTwo, recovery.addr, relay.addr);
        vm.assertEq(_settle(only(_two), COLLECT, alice), 1);
        assertLogs(3);
        assertWord(_idOne, IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(recovery.addr, NATIVE, STAKE);
    }

    function test_CreditsThePayoutAsItIsNow() public {
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        vm.prank(recovery.addr);
        office.setPayout(inboxId, carol.addr);
        _expectCollected(_idOne, carol.addr, relay.addr);
        _handIn(_both(), COLLECT, alice.addr, signature);
        assertBalance(carol.addr, NATIVE, 2 * STAKE);
        assertBalance(recovery.addr, NATIVE, 0);
    }

    function test_CreditsNoCarriageTwice() public {
        admitAs(relay.addr, _one);
        _expectCollected(_idOne, recovery.addr, relay.addr);
        vm.assertEq(_settle(_both(), COLLECT, alice), 2);
        assertBalance(relay.addr, NATIVE, 2 * CARRIAGE);
        assertBalance(recovery.addr, NATIVE, 2 * STAKE);
    }

    function test_CollectsWithoutARelay() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 3);
        (stamp.relay, stamp.carriage) = (address(0), 0);
        bytes32 id = post(stamp);
        watchLogs();
        _expectCollected(id, recovery.addr, address(0));
        vm.assertEq(_settle(only(stamp), COLLECT, alice), 1);
        assertLogs(2);
    }

    function test_KeepsWhetherTheRelayMightCollect() public {
        setRelayMayCollect(true);
        (IStamps.Stamp memory stamp, bytes32 id) = posted(3);
        _settle(only(stamp), COLLECT, alice);
        assertWord(id, IStamps.StampStatus.Collected, true, true, NOW, NOW);
    }

    function test_RevertGiven_TheRecoveryIsTheContract() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 3);
        stamp.inboxId = registerInbox(carol.addr, address(office));
        post(stamp);
        bytes memory signature = signAnswer(carol, only(stamp), COLLECT);
        vm.expectRevert(abi.encodeWithSelector(ILedger.InvalidReceiver.selector, address(office)));
        _handIn(only(stamp), COLLECT, carol.addr, signature);

        vm.assertEq(_settle(only(stamp), RETURN, carol), 1);
        assertBalance(bob.addr, NATIVE, STAKE);
    }

    /* RETURNED */

    function test_Returns() public {
        vm.warp(NOW + 5);
        watchLogs();
        _expectReturned(_idOne);
        _expectReturned(_idTwo);
        _expectMint(bob.addr, 2 * STAKE);
        _expectMint(relay.addr, 2 * CARRIAGE);
        vm.assertEq(_settle(_both(), RETURN, alice), 2);
        assertLogs(4);

        assertWord(_idOne, IStamps.StampStatus.Returned, false, true, NOW, NOW + 5);
        assertWord(_idTwo, IStamps.StampStatus.Returned, false, true, NOW, NOW + 5);
        assertBalance(bob.addr, NATIVE, 2 * STAKE);
        assertBalance(relay.addr, NATIVE, 2 * CARRIAGE);
        assertBalance(recovery.addr, NATIVE, 0);
        assertBalance(mallory.addr, NATIVE, 0);
        assertHeld(NATIVE, 2 * POSTAGE);
    }

    function test_ReturnsToEachSender() public {
        IStamps.Stamp memory carols = stampOf(NATIVE, 3);
        carols.sender = carol.addr;
        fund(carol.addr);
        post(carols);
        admitAs(relay.addr, carols);
        vm.assertEq(_settle(_three(_one, carols, _two), RETURN, alice), 3);
        assertBalance(bob.addr, NATIVE, 2 * STAKE);
        assertBalance(carol.addr, NATIVE, STAKE);
        assertBalance(relay.addr, NATIVE, 3 * CARRIAGE);
    }

    /* IN ORDER */

    function test_UsesNoNonce() public {
        bytes memory signature = signAnswer(alice, _both(), COLLECT);
        vm.prank(alice.addr);
        office.useNonce();
        vm.assertEq(_handIn(_both(), COLLECT, alice.addr, signature), 2);
        vm.assertEq(office.nonces(alice.addr), 1);
        vm.assertEq(office.nonces(mallory.addr), 0);
    }

    function test_TheWalletMayHandItInItself() public {
        bytes memory signature = signAnswer(alice, _both(), RETURN);
        vm.prank(alice.addr);
        vm.assertEq(office.settleFor(_both(), RETURN, alice.addr, signature), 2);
    }

    function testFuzz_PaysOutWhatWasPaidIn(uint96 carriage, uint96 stake, uint8 choices) public {
        (bool native, bool admitFirst, bool isCollect) = (choices & 1 != 0, choices & 2 != 0, choices & 4 != 0);
        IStamps.Stamp memory stamp = stampOf(native ? NATIVE : address(dollar), 3);
        (stamp.carriage, stamp.stake) = (carriage, uint96(bound(stake, STAKE, type(uint96).max)));
        credit(bob.addr, stamp.token, uint256(carriage) + stamp.stake);
        vm.prank(bob.addr);
        office.post(inputOf(stamp));

        if (admitFirst) admitAs(relay.addr, stamp);
        vm.assertEq(_settle(only(stamp), isCollect, alice), 1);
        assertBalance(recovery.addr, stamp.token, isCollect ? stamp.stake : 0);
        assertBalance(bob.addr, stamp.token, isCollect ? 0 : stamp.stake);
        assertBalance(relay.addr, stamp.token, carriage);
        assertBalance(mallory.addr, stamp.token, 0);
    }

    /* PARTS */

    function _both() private view returns (IStamps.Stamp[] memory) {
        return both(_one, _two);
    }

    function _three(
        IStamps.Stamp memory first,
        IStamps.Stamp memory second,
        IStamps.Stamp memory third
    ) private pure returns (IStamps.Stamp[] memory stamps) {
        stamps = new IStamps.Stamp[](3);
        (stamps[0], stamps[1], stamps[2]) = (first, second, third);
    }

    function _postedUntil(uint256 letter, uint40 expiresAt) private returns (IStamps.Stamp memory stamp, bytes32 id) {
        stamp = stampOf(NATIVE, letter);
        stamp.expiresAt = expiresAt;
        id = post(stamp);
    }

    /// @dev Links a wallet to Alice's inbox, by its recovery.
    function _link(Account memory wallet, bytes32 id) private {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("LinkWallet(bytes32 inboxId,address wallet,uint256 nonce,uint256 deadline)"),
                id,
                wallet.addr,
                0,
                NOW
            )
        );
        bytes32 separator = domainSeparator("Pennypost InboxRegistry", block.chainid, address(registry));
        bytes memory signature = sign(wallet, typedDataDigest(separator, structHash));
        vm.prank(recovery.addr);
        registry.linkWallet(id, wallet.addr, NOW, signature);
    }

    function _settle(IStamps.Stamp[] memory stamps, bool isCollect, Account memory wallet) private returns (uint256) {
        return _handIn(stamps, isCollect, wallet.addr, signAnswer(wallet, stamps, isCollect));
    }

    function _handIn(
        IStamps.Stamp[] memory stamps,
        bool isCollect,
        address wallet,
        bytes memory signature
    ) private returns (uint256) {
        vm.prank(mallory.addr);
        return office.settleFor(stamps, isCollect, wallet, signature);
    }

    function _assertPassedOver(IStamps.Stamp[] memory stamps, bool isCollect) private {
        bytes32[] memory words = new bytes32[](stamps.length);
        for (uint256 i = 0; i < words.length; ++i) {
            words[i] = vm.load(address(office), mappingSlot(idOf(stamps[i]), 10));
        }
        watchLogs();
        vm.assertEq(_settle(stamps, isCollect, alice), 0);
        assertNoLogs();
        for (uint256 i = 0; i < words.length; ++i) {
            vm.assertEq(vm.load(address(office), mappingSlot(idOf(stamps[i]), 10)), words[i]);
        }
    }

    function _expectInvalid(
        IStamps.Stamp[] memory stamps,
        bool isCollect,
        address wallet,
        bytes memory signature
    ) private {
        expectInvalidSignature(wallet);
        _handIn(stamps, isCollect, wallet, signature);
    }

    function _expectNotRecipient(
        IStamps.Stamp[] memory stamps,
        bool isCollect,
        Account memory wallet,
        bytes32 id
    ) private {
        bytes memory signature = signAnswer(wallet, stamps, isCollect);
        expectNotRecipient(id, wallet.addr);
        _handIn(stamps, isCollect, wallet.addr, signature);
    }

    function _expectCollected(bytes32 id, address payout, address carriageTo) private {
        vm.expectEmit(address(office));
        emit IStamps.StampCollected(id, payout, carriageTo);
    }

    function _expectReturned(bytes32 id) private {
        vm.expectEmit(address(office));
        emit IStamps.StampReturned(id, relay.addr);
    }

    /// @dev In ether, by Mallory's call.
    function _expectMint(address to, uint256 amount) private {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, address(0), to, 0, amount);
    }
}
