// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {OfficeSignatureTest} from "./OfficeSignatureTest.sol";

/// @notice Bob signs and has a little more than two postages of each token in the ledger; Mallory hands in.
contract PostForTest is OfficeSignatureTest {
    uint256 private constant _CREDIT = 2 * POSTAGE + 5;

    function setUp() public override {
        super.setUp();
        credit(bob.addr, NATIVE, _CREDIT);
        credit(bob.addr, address(dollar), _CREDIT);
    }

    /* SIGNATURE */

    function prepare(address signer) internal override {
        credit(signer, address(dollar), POSTAGE);
    }

    function structHashOf(address signer) internal view override returns (bytes32) {
        return keccak256(abi.encode(STAMP_TYPEHASH, _stampOf(signer)));
    }

    function send(address signer, bytes memory signature) internal override {
        _postFor(_stampOf(signer), signature);
    }

    function isDone(address signer) internal view override returns (bool) {
        return statusOf(idOf(_stampOf(signer))) == IStamps.StampStatus.Open;
    }

    /* SIGNED MEMBERS */

    function test_RevertWhen_TheSenderDiffers() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = _signed(stamp);
        credit(carol.addr, NATIVE, POSTAGE);
        stamp.sender = carol.addr;
        expectInvalidSignature(carol.addr);
        _postFor(stamp, signature);
    }

    function test_RevertWhen_AnyOtherMemberDiffers() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = _signed(stamp);
        for (uint256 member = 0; member < 7; ++member) {
            IStamps.Stamp memory other = stampOf(NATIVE, 1);
            if (member == 0) other.relay = mallory.addr;
            if (member == 1) other.token = address(dollar);
            if (member == 2) other.inboxId = malloryInboxId;
            if (member == 3) other.letterHash = keccak256("another letter");
            if (member == 4) other.carriage += 1;
            if (member == 5) other.stake += 1;
            if (member == 6) other.expiresAt += 1;
            expectInvalidSignature(bob.addr);
            _postFor(other, signature);
        }
        _postFor(stamp, signature);
    }

    /* REFUSALS */

    /// @dev A stamp with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.relay, stamp.inboxId, stamp.stake, stamp.expiresAt) = (address(office), 0, 0, 0);

        expectInvalidSignature(bob.addr);
        _postFor(stamp, sign(mallory, idOf(stamp)));

        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), stamp);
        stamp.relay = address(0);
        _expectRefusal(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, 0, CARRIAGE), stamp);
        stamp.relay = relay.addr;
        _expectRefusal(abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, bytes32(0), NATIVE), stamp);
        stamp.inboxId = inboxId;
        _expectRefusal(abi.encodeWithSelector(IStamps.StakeTooLow.selector, 0, uint96(0), STAKE), stamp);
        stamp.stake = STAKE;
        _expectRefusal(_expiryOutOfRange(0, NOW), stamp);
        stamp.expiresAt = EXPIRES_AT;
        _expectRefusal(abi.encodeWithSelector(IStamps.SenderDenied.selector, 0, inboxId, bob.addr), stamp);
        setConsent(bob.addr, ITerms.Consent.None);
        post(stamp);
        _expectRefusal(_idUsed(idOf(stamp), IStamps.StampStatus.Open), stamp);
        stamp.letterHash = keccak256("another letter");
        stamp.stake = STAKE * 3;
        _expectRefusal(
            abi.encodeWithSelector(
                ERC6909.ERC6909InsufficientBalance.selector,
                bob.addr,
                _CREDIT,
                uint256(CARRIAGE) + STAKE * 3,
                uint256(0)
            ),
            stamp
        );
        stamp.stake = STAKE;
        _postFor(stamp, _signed(stamp));
    }

    /// @dev It is the sender's address that consent is about, not the caller's.
    function test_ADeniedCallerMayHandItIn() public {
        setConsent(mallory.addr, ITerms.Consent.Denied);
        vm.assertEq(_postFor(stampOf(NATIVE, 1), _signed(stampOf(NATIVE, 1))), idOf(stampOf(NATIVE, 1)));
    }

    function test_RevertWhen_Replayed() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = _signed(stamp);
        bytes32 id = _postFor(stamp, signature);
        expectIdUsed(id, IStamps.StampStatus.Open);
        _postFor(stamp, signature);

        admitAs(relay.addr, stamp);
        expectIdUsed(id, IStamps.StampStatus.Admitted);
        _postFor(stamp, signature);

        collectAs(alice.addr, stamp);
        expectIdUsed(id, IStamps.StampStatus.Collected);
        _postFor(stamp, signature);
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
    }

    function test_RevertWhen_ReplayedAfterARefund() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.expiresAt = uint40(NOW + 10 days);
        bytes memory signature = _signed(stamp);
        bytes32 id = _postFor(stamp, signature);
        returnAs(alice.addr, stamp);
        expectIdUsed(id, IStamps.StampStatus.Returned);
        _postFor(stamp, signature);

        stamp.letterHash = keccak256("another letter");
        signature = _signed(stamp);
        _postFor(stamp, signature);
        vm.warp(stamp.expiresAt);
        expireAs(bob.addr, stamp);
        vm.expectRevert(_expiryOutOfRange(stamp.expiresAt, stamp.expiresAt));
        _postFor(stamp, signature);
    }

    function test_RevertGiven_TheSenderPostedItItself() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        bytes memory signature = _signed(stamp);
        expectIdUsed(id, IStamps.StampStatus.Open);
        _postFor(stamp, signature);
    }

    function test_TheSenderCannotPostItAgainItself() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes32 id = _postFor(stamp, _signed(stamp));
        expectIdUsed(id, IStamps.StampStatus.Open);
        post(stamp);
    }

    function test_RevertGiven_TheSenderVoidedIt() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = _signed(stamp);
        voidAs(bob.addr, stamp);
        expectIdUsed(idOf(stamp), IStamps.StampStatus.Voided);
        _postFor(stamp, signature);
        assertBalance(bob.addr, NATIVE, _CREDIT);
    }

    /// @dev A signed stamp has no deadline: it can be posted as long as it leaves the recipient its window.
    function test_IsGoodUntilTheWindowBegins() public {
        uint40[3] memory times = [EXPIRES_AT - WINDOW - 1, EXPIRES_AT - WINDOW, EXPIRES_AT - WINDOW + 1];
        for (uint256 i = 0; i < times.length; ++i) {
            IStamps.Stamp memory stamp = stampOf(NATIVE, i);
            bytes memory signature = _signed(stamp);
            vm.warp(times[i]);
            if (i == 2) vm.expectRevert(_expiryOutOfRange(EXPIRES_AT, times[i]));
            _postFor(stamp, signature);
            if (i != 2) assertWord(idOf(stamp), IStamps.StampStatus.Open, false, false, times[i], 0);
        }
    }

    /* FUNDS */

    function test_RevertGiven_TheBalanceIsShort() public {
        vm.prank(bob.addr);
        office.withdraw(NATIVE, _CREDIT - POSTAGE + 1, bob.addr);
        bytes memory signature = _signed(stampOf(NATIVE, 1));
        expectInsufficientBalance(bob.addr, NATIVE, POSTAGE - 1, POSTAGE);
        _postFor(stampOf(NATIVE, 1), signature);
        assertWord(idOf(stampOf(NATIVE, 1)), IStamps.StampStatus.None, false, false, 0, 0);
    }

    /// @dev Sender and caller both have dollars, approved without limit, the caller also a balance.
    function test_RevertGiven_ThereAreApprovalsOnly() public {
        fund(mallory.addr);
        credit(mallory.addr, address(dollar), POSTAGE);
        vm.prank(bob.addr);
        office.withdraw(address(dollar), _CREDIT - 1, bob.addr);
        bytes memory signature = _signed(stampOf(address(dollar), 1));

        expectInsufficientBalance(bob.addr, address(dollar), 1, POSTAGE);
        _postFor(stampOf(address(dollar), 1), signature);
        assertBalance(mallory.addr, address(dollar), POSTAGE);
        vm.assertEq(dollar.balanceOf(mallory.addr), PLENTY);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY + _CREDIT - 1);
    }

    function test_RevertWhen_ValueComesWithIt() public {
        bytes memory call = abi.encodeCall(
            office.postFor,
            (bob.addr, inputOf(stampOf(NATIVE, 1)), _signed(stampOf(NATIVE, 1)))
        );
        vm.deal(mallory.addr, POSTAGE);
        vm.prank(mallory.addr);
        (bool success, bytes memory answer) = address(office).call{value: POSTAGE}(call);
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
        vm.assertEq(mallory.addr.balance, POSTAGE);
    }

    /* IN ORDER */

    function test_DebitsTheSenderAlone() public {
        fund(mallory.addr);
        address[2] memory tokens = [NATIVE, address(dollar)];
        vm.expectCall(address(dollar), abi.encodeWithSelector(dollar.transferFrom.selector), 0);
        for (uint256 i = 0; i < tokens.length; ++i) {
            _postFor(stampOf(tokens[i], 1), _signed(stampOf(tokens[i], 1)));
            assertBalance(bob.addr, tokens[i], _CREDIT - POSTAGE);
            assertBalance(mallory.addr, tokens[i], 0);
            assertHeld(tokens[i], _CREDIT);
        }
        vm.assertEq(mallory.addr.balance, PLENTY);
        vm.assertEq(bob.addr.balance, PLENTY);
        vm.assertEq(dollar.balanceOf(mallory.addr), PLENTY);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
    }

    function test_SpendsNoAllowance() public {
        vm.prank(bob.addr);
        office.approve(mallory.addr, 0, POSTAGE);
        _postFor(stampOf(NATIVE, 1), _signed(stampOf(NATIVE, 1)));
        vm.assertEq(office.allowance(bob.addr, mallory.addr, 0), POSTAGE);
    }

    function test_OpensTheStamp() public {
        bytes32 id = _postFor(stampOf(NATIVE, 1), _signed(stampOf(NATIVE, 1)));
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);

        setRelayMayCollect(true);
        vm.warp(NOW + 1);
        id = _postFor(stampOf(NATIVE, 2), _signed(stampOf(NATIVE, 2)));
        assertWord(id, IStamps.StampStatus.Open, true, false, NOW + 1, 0);
    }

    function test_EmitsAndReturnsTheId() public {
        IStamps.Stamp memory stamp = stampOf(address(dollar), 1);
        bytes memory signature = _signed(stamp);
        bytes32 id = idOf(stamp);

        watchLogs();
        vm.expectEmit(address(office));
        emit IStamps.StampPosted(
            id,
            inboxId,
            bob.addr,
            relay.addr,
            address(dollar),
            stamp.letterHash,
            CARRIAGE,
            STAKE,
            EXPIRES_AT
        );
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(mallory.addr, bob.addr, address(0), tokenId(address(dollar)), POSTAGE);
        vm.assertEq(_postFor(stamp, signature), id);
        assertLogs(2);
    }

    function test_UsesNoNonce() public {
        bytes memory signature = _signed(stampOf(NATIVE, 1));
        vm.prank(bob.addr);
        office.useNonce();
        _postFor(stampOf(NATIVE, 1), signature);
        vm.assertEq(office.nonces(bob.addr), 1);
        vm.assertEq(office.nonces(mallory.addr), 0);
    }

    function test_TheSenderMayHandItInItself() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        bytes memory signature = _signed(stamp);
        vm.prank(bob.addr);
        office.postFor(bob.addr, inputOf(stamp), signature);
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
    }

    /// @dev Several senders' stamps in one transaction of somebody else's.
    function test_ManyAreHandedInAtOnce() public {
        credit(carol.addr, NATIVE, POSTAGE);
        (IStamps.Stamp memory one, IStamps.Stamp memory other) = (stampOf(NATIVE, 1), stampOf(NATIVE, 1));
        other.sender = carol.addr;
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.postFor, (bob.addr, inputOf(one), _signed(one)));
        calls[1] = abi.encodeCall(office.postFor, (carol.addr, inputOf(other), sign(carol, idOf(other))));
        vm.prank(mallory.addr);
        office.multicall(calls);
        assertWord(idOf(one), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertWord(idOf(other), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
        assertBalance(carol.addr, NATIVE, 0);
    }

    function test_OutcomesAreTheSenders() public {
        IStamps.Stamp[] memory stamps = both(stampOf(NATIVE, 1), stampOf(NATIVE, 2));
        for (uint256 i = 0; i < stamps.length; ++i) _postFor(stamps[i], _signed(stamps[i]));
        returnAs(alice.addr, stamps[0]);
        vm.warp(EXPIRES_AT);
        expireAs(mallory.addr, stamps[1]);
        assertBalance(bob.addr, NATIVE, _CREDIT - CARRIAGE);
        assertBalance(relay.addr, NATIVE, CARRIAGE);
        assertBalance(mallory.addr, NATIVE, 0);
    }

    function testFuzz_IsPaidExactly(uint96 carriage, uint96 stake, uint256 extra, bool native) public {
        IStamps.Stamp memory stamp = stampOf(native ? NATIVE : address(dollar), 1);
        (stamp.sender, stamp.carriage) = (carol.addr, carriage);
        stamp.stake = uint96(bound(stake, STAKE, type(uint96).max));
        uint256 postage = uint256(carriage) + stamp.stake;
        extra = bound(extra, 0, type(uint128).max);
        credit(carol.addr, stamp.token, postage + extra);

        _postFor(stamp, sign(carol, idOf(stamp)));
        assertBalance(carol.addr, stamp.token, extra);
        assertHeld(stamp.token, _CREDIT + postage + extra);
    }

    /* PARTS */

    function _stampOf(address signer) private view returns (IStamps.Stamp memory stamp) {
        stamp = stampOf(address(dollar), 1);
        stamp.sender = signer;
    }

    /// @dev By Bob, whoever the stamp's sender.
    function _signed(IStamps.Stamp memory stamp) private view returns (bytes memory) {
        return sign(bob, idOf(stamp));
    }

    function _postFor(IStamps.Stamp memory stamp, bytes memory signature) private returns (bytes32) {
        vm.prank(mallory.addr);
        return office.postFor(stamp.sender, inputOf(stamp), signature);
    }

    function _expectRefusal(bytes memory refusal, IStamps.Stamp memory stamp) private {
        bytes memory signature = _signed(stamp);
        vm.expectRevert(refusal);
        _postFor(stamp, signature);
    }

    function _expiryOutOfRange(uint40 expiresAt, uint256 time) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, 0, expiresAt, time + WINDOW, time + 60 days);
    }

    function _idUsed(bytes32 id, IStamps.StampStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IStamps.StampIdUsed.selector, 0, id, status);
    }
}
