// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract PostTest is PostOfficeTest {
    function test_RevertWhen_TheRelayIsTheContract() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.relay = address(office);
        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), stamp);
        stamp.carriage = 0;
        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), stamp);
    }

    function test_RevertWhen_ThereIsCarriageWithoutRelay() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.relay = address(0);
        stamp.carriage = 1;
        _expectRefusal(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, 0, uint96(1)), stamp);
    }

    function test_RevertGiven_TheTokenIsNotAccepted() public {
        IStamps.Stamp memory stamp = stampOf(makeAddr("other token"), 1);
        _expectRefusal(abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, inboxId, stamp.token), stamp);
        vm.prank(alice.addr);
        office.setTerms(inboxId, NATIVE, 0, 0, false);
        _expectRefusal(
            abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, inboxId, NATIVE),
            stampOf(NATIVE, 1)
        );
    }

    function test_RevertGiven_TheInboxIsNone() public {
        bytes32[2] memory ids = [bytes32(0), keccak256("nobody")];
        for (uint256 i = 0; i < ids.length; ++i) {
            IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
            stamp.inboxId = ids[i];
            _expectRefusal(abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, ids[i], NATIVE), stamp);
        }
    }

    function test_RevertWhen_TheStakeIsTooLow() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.stake = STAKE - 1;
        _expectRefusal(abi.encodeWithSelector(IStamps.StakeTooLow.selector, 0, STAKE - 1, STAKE), stamp);
        stamp.stake = 0;
        _expectRefusal(abi.encodeWithSelector(IStamps.StakeTooLow.selector, 0, uint96(0), STAKE), stamp);
    }

    function test_TakesMoreThanTheTermsAsk() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.stake = STAKE + 1;
        post(stamp);
        assertHeld(NATIVE, POSTAGE + 1);
    }

    function test_RevertWhen_ItExpiresTooEarlyOrTooLate() public {
        uint40[4] memory times = [0, uint40(NOW + WINDOW - 1), uint40(NOW + 60 days + 1), type(uint40).max];
        for (uint256 i = 0; i < times.length; ++i) {
            IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
            stamp.expiresAt = times[i];
            _expectRefusal(
                abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, 0, times[i], NOW + WINDOW, NOW + 60 days),
                stamp
            );
        }
    }

    function test_TakesTheEarliestAndTheLatestExpiry() public {
        uint40[4] memory times = [
            uint40(NOW + WINDOW),
            uint40(NOW + WINDOW + 1),
            uint40(NOW + 60 days - 1),
            uint40(NOW + 60 days)
        ];
        for (uint256 i = 0; i < times.length; ++i) {
            IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
            stamp.expiresAt = times[i];
            vm.assertEq(uint8(statusOf(post(stamp))), uint8(IStamps.StampStatus.Open));
        }
    }

    function test_RevertGiven_TheSenderIsDenied() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        _expectRefusal(abi.encodeWithSelector(IStamps.SenderDenied.selector, 0, inboxId, bob.addr), stampOf(NATIVE, 1));
    }

    function test_PostsForTheAllowedAndTheForgiven() public {
        setConsent(bob.addr, ITerms.Consent.Allowed);
        posted(1);
        setConsent(bob.addr, ITerms.Consent.Denied);
        setConsent(bob.addr, ITerms.Consent.None);
        posted(2);
    }

    /// @dev A denied inbox is for relays to refuse: the contract does not ask which inbox the payer belongs to.
    function test_ADeniedInboxStillPosts() public {
        bytes32[] memory subjects = new bytes32[](1);
        ITerms.Consent[] memory consents = new ITerms.Consent[](1);
        (subjects[0], consents[0]) = (malloryInboxId, ITerms.Consent.Denied);
        vm.prank(alice.addr);
        office.setConsents(inboxId, subjects, consents);

        vm.deal(mallory.addr, POSTAGE);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.sender = mallory.addr;
        post(stamp);
    }

    function test_RevertGiven_TheStampWasPostedBefore() public {
        (IStamps.Stamp memory stamp, bytes32 id) = posted(1);
        _expectRefusal(_idUsed(id, IStamps.StampStatus.Open), stamp);
        admitAs(relay.addr, stamp);
        _expectRefusal(_idUsed(id, IStamps.StampStatus.Admitted), stamp);
        collectAs(alice.addr, stamp);
        _expectRefusal(_idUsed(id, IStamps.StampStatus.Collected), stamp);

        (stamp, id) = posted(2);
        returnAs(alice.addr, stamp);
        _expectRefusal(_idUsed(id, IStamps.StampStatus.Returned), stamp);
    }

    /// @dev An expired stamp cannot even be posted again for the right reason: its time is over too.
    function test_RevertGiven_TheStampExpired() public {
        (IStamps.Stamp memory stamp, ) = posted(1);
        vm.warp(EXPIRES_AT);
        expireAs(bob.addr, stamp);
        _expectRefusal(
            abi.encodeWithSelector(
                IStamps.ExpiryOutOfRange.selector,
                0,
                EXPIRES_AT,
                EXPIRES_AT + WINDOW,
                EXPIRES_AT + 60 days
            ),
            stamp
        );
    }

    /// @dev The sender is in the id, so nobody can take it before its sender does.
    function test_NobodyElseCanTakeTheId() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        vm.deal(mallory.addr, POSTAGE);
        vm.prank(mallory.addr);
        bytes32 malloryId = office.post{value: POSTAGE}(inputOf(stamp));
        bytes32 id = post(stamp);
        vm.assertNotEq(malloryId, id);
        vm.assertEq(id, idOf(stamp));
    }

    function test_RevertWhen_ValueAndBalanceAreShort() public {
        credit(bob.addr, NATIVE, 5);
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 5, 6, uint256(0))
        );
        vm.prank(bob.addr);
        office.post{value: POSTAGE - 6}(inputOf(stampOf(NATIVE, 1)));
    }

    function test_ExactValueLeavesTheBalance() public {
        credit(bob.addr, NATIVE, 5);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        watchLogs();
        post(stamp);
        vm.assertEq(vm.getRecordedLogs().length, 1, "StampPosted alone");
        assertBalance(bob.addr, NATIVE, 5);
        vm.assertEq(bob.addr.balance, PLENTY - POSTAGE);
        assertHeld(NATIVE, POSTAGE + 5);
    }

    function test_ShortValueTakesTheRestFromTheBalance() public {
        credit(bob.addr, NATIVE, 5);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), 0, 5);
        vm.prank(bob.addr);
        office.post{value: POSTAGE - 5}(inputOf(stampOf(NATIVE, 1)));
        assertBalance(bob.addr, NATIVE, 0);
        assertHeld(NATIVE, POSTAGE);
    }

    function test_NoValueTakesAllFromTheBalance() public {
        credit(bob.addr, NATIVE, POSTAGE + 1);
        vm.prank(bob.addr);
        office.post(inputOf(stampOf(NATIVE, 1)));
        assertBalance(bob.addr, NATIVE, 1);
        vm.assertEq(bob.addr.balance, PLENTY);
        assertHeld(NATIVE, POSTAGE + 1);
    }

    function test_SurplusValueIsCredited() public {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, address(0), bob.addr, 0, 7);
        vm.prank(bob.addr);
        office.post{value: POSTAGE + 7}(inputOf(stampOf(NATIVE, 1)));
        assertBalance(bob.addr, NATIVE, 7);
        assertHeld(NATIVE, POSTAGE + 7);
    }

    function test_RevertWhen_ValueComesWithAnotherToken() public {
        credit(bob.addr, address(dollar), POSTAGE);
        vm.expectRevert(abi.encodeWithSelector(IStamps.UnexpectedValue.selector, 1));
        vm.prank(bob.addr);
        office.post{value: 1}(inputOf(stampOf(address(dollar), 1)));
    }

    function test_RevertWhen_BalanceAndApprovalAreShort() public {
        credit(bob.addr, address(dollar), 5);
        vm.prank(bob.addr);
        dollar.approve(address(office), POSTAGE - 6);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(office),
                POSTAGE - 6,
                POSTAGE - 5
            )
        );
        vm.prank(bob.addr);
        office.post(inputOf(stampOf(address(dollar), 1)));
    }

    function test_BalanceCoversItAlone() public {
        credit(bob.addr, address(dollar), POSTAGE);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), POSTAGE);
        vm.expectCall(address(dollar), abi.encodeWithSelector(dollar.transferFrom.selector), 0);
        post(stampOf(address(dollar), 1));
        assertBalance(bob.addr, address(dollar), 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
        assertHeld(address(dollar), POSTAGE);
    }

    function test_ShortBalanceIsTakenFirst() public {
        credit(bob.addr, address(dollar), 5);
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 5);
        post(stampOf(address(dollar), 1));
        assertBalance(bob.addr, address(dollar), 0);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - POSTAGE + 5);
        assertHeld(address(dollar), POSTAGE);
    }

    function test_NoBalancePullsAll() public {
        vm.expectEmit(address(office), 0);
        emit IERC6909.Transfer(bob.addr, bob.addr, address(0), tokenId(address(dollar)), 0);
        post(stampOf(address(dollar), 1));
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY - POSTAGE);
        assertHeld(address(dollar), POSTAGE);
    }

    /// @dev Bob's approval without limit does not pay for Mallory.
    function test_PullsFromTheCallerOnly() public {
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(office), 0, POSTAGE)
        );
        vm.prank(mallory.addr);
        office.post(inputOf(stampOf(address(dollar), 1)));
    }

    function test_OpensTheStamp() public {
        (, bytes32 id) = posted(1);
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);

        setRelayMayCollect(true);
        vm.warp(NOW + 1);
        (, id) = posted(2);
        assertWord(id, IStamps.StampStatus.Open, true, false, NOW + 1, 0);
    }

    function test_EmitsAndReturnsTheId() public {
        IStamps.Stamp memory stamp = stampOf(address(dollar), 1);
        bytes32 id = idOf(stamp);
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
        vm.assertEq(post(stamp), id);
    }

    function test_NeedsNoRelayWithoutCarriage() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.relay, stamp.carriage) = (address(0), 0);
        assertWord(post(stamp), IStamps.StampStatus.Open, false, false, NOW, 0);
        assertHeld(NATIVE, STAKE);
    }

    /// @dev Carriage and stake each fill 96 bits, so their sum needs 97.
    function test_TakesTheLargestAmounts() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.carriage, stamp.stake) = (type(uint96).max, type(uint96).max);
        uint256 postage = 2 * uint256(type(uint96).max);
        vm.deal(bob.addr, postage);
        bytes32 id = post(stamp);
        assertHeld(NATIVE, postage);
        collectAs(alice.addr, stamp);
        assertWord(id, IStamps.StampStatus.Collected, false, true, NOW, NOW);
        assertBalance(recovery.addr, NATIVE, type(uint96).max);
        assertBalance(relay.addr, NATIVE, type(uint96).max);
    }

    /// @dev A stamp with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.relay, stamp.inboxId, stamp.stake, stamp.expiresAt) = (address(office), 0, 0, 0);

        _expectUnpaidRefusal(IStamps.InvalidRelay.selector, stamp);
        stamp.relay = address(0);
        _expectUnpaidRefusal(IStamps.CarriageWithoutRelay.selector, stamp);
        stamp.relay = relay.addr;
        _expectUnpaidRefusal(IStamps.TokenNotAccepted.selector, stamp);
        stamp.inboxId = inboxId;
        _expectUnpaidRefusal(IStamps.StakeTooLow.selector, stamp);
        stamp.stake = STAKE;
        _expectUnpaidRefusal(IStamps.ExpiryOutOfRange.selector, stamp);
        stamp.expiresAt = EXPIRES_AT;
        _expectUnpaidRefusal(IStamps.SenderDenied.selector, stamp);
        setConsent(bob.addr, ITerms.Consent.None);
        post(stamp);
        _expectUnpaidRefusal(IStamps.StampIdUsed.selector, stamp);
        stamp.letterHash = keccak256("another");
        _expectUnpaidRefusal(ERC6909.ERC6909InsufficientBalance.selector, stamp);
    }

    /// @dev However the postage is split between value and balance, all of it and nothing else is taken.
    function testFuzz_NativeIsPaidExactly(uint96 carriage, uint96 stake, uint256 value, uint256 inLedger) public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.carriage, stamp.stake) = (carriage, uint96(bound(stake, STAKE, type(uint96).max)));
        uint256 postage = uint256(stamp.carriage) + stamp.stake;
        value = bound(value, 0, 2 * postage);
        inLedger = bound(inLedger, value < postage ? postage - value : 0, 2 * postage);
        credit(bob.addr, NATIVE, inLedger);
        vm.deal(bob.addr, value);

        vm.prank(bob.addr);
        office.post{value: value}(inputOf(stamp));
        assertBalance(bob.addr, NATIVE, inLedger + value - postage);
        vm.assertEq(bob.addr.balance, 0);
        assertHeld(NATIVE, inLedger + value);
    }

    function testFuzz_TokensArePaidExactly(uint96 carriage, uint96 stake, uint256 inLedger) public {
        IStamps.Stamp memory stamp = stampOf(address(dollar), 1);
        (stamp.carriage, stamp.stake) = (carriage, uint96(bound(stake, STAKE, type(uint96).max)));
        uint256 postage = uint256(stamp.carriage) + stamp.stake;
        inLedger = bound(inLedger, 0, 2 * postage);
        credit(bob.addr, address(dollar), inLedger);
        dollar.mint(bob.addr, postage);

        post(stamp);
        uint256 taken = inLedger < postage ? inLedger : postage;
        assertBalance(bob.addr, address(dollar), inLedger - taken);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY + taken);
        assertHeld(address(dollar), inLedger - taken + postage);
    }

    function _expectRefusal(bytes memory refusal, IStamps.Stamp memory stamp) private {
        vm.expectRevert(refusal);
        vm.prank(stamp.sender);
        office.post{value: POSTAGE}(inputOf(stamp));
    }

    function _expectUnpaidRefusal(bytes4 refusal, IStamps.Stamp memory stamp) private {
        vm.expectPartialRevert(refusal);
        vm.prank(stamp.sender);
        office.post(inputOf(stamp));
    }

    function _idUsed(bytes32 id, IStamps.StampStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IStamps.StampIdUsed.selector, 0, id, status);
    }
}
