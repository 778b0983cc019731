// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {IERC6909} from "@openzeppelin/contracts/interfaces/IERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Bob has a little more than two postages of each token in the ledger, which Carol posts from.
contract PostFromTest is PostOfficeTest {
    uint256 private constant _CREDIT = 2 * POSTAGE + 5;

    function setUp() public override {
        super.setUp();
        credit(bob.addr, NATIVE, _CREDIT);
        credit(bob.addr, address(dollar), _CREDIT);
    }

    /* REFUSALS */

    /// @dev A stamp with every fault, which are mended one by one in the order of the interface.
    function test_RefusesInOrder() public {
        setConsent(bob.addr, ITerms.Consent.Denied);
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.relay, stamp.inboxId, stamp.stake, stamp.expiresAt) = (address(office), 0, 0, 0);

        _expectRefusal(abi.encodeWithSelector(IStamps.InvalidRelay.selector, 0, address(office)), stamp);
        stamp.relay = address(0);
        _expectRefusal(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, 0, CARRIAGE), stamp);
        stamp.relay = relay.addr;
        _expectRefusal(abi.encodeWithSelector(IStamps.TokenNotAccepted.selector, 0, bytes32(0), NATIVE), stamp);
        stamp.inboxId = inboxId;
        _expectRefusal(abi.encodeWithSelector(IStamps.StakeTooLow.selector, 0, uint96(0), STAKE), stamp);
        stamp.stake = STAKE;
        _expectRefusal(
            abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, 0, 0, NOW + WINDOW, NOW + 60 days),
            stamp
        );
        stamp.expiresAt = EXPIRES_AT;
        _expectRefusal(abi.encodeWithSelector(IStamps.SenderDenied.selector, 0, inboxId, bob.addr), stamp);
        setConsent(bob.addr, ITerms.Consent.None);
        bytes32 id = post(stamp);
        _expectRefusal(abi.encodeWithSelector(IStamps.StampIdUsed.selector, 0, id, IStamps.StampStatus.Open), stamp);

        stamp.letterHash = keccak256("another letter");
        stamp.stake = STAKE * 3;
        uint256 postage = uint256(CARRIAGE) + STAKE * 3;
        _expectRefusal(_insufficientAllowance(0, postage), stamp);
        _approve(NATIVE, postage);
        _expectRefusal(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, _CREDIT, postage, uint256(0)),
            stamp
        );
        vm.assertEq(_allowance(NATIVE), postage);
        stamp.stake = STAKE;
        _postFrom(carol.addr, stamp);
    }

    function test_ADeniedCallerMayPost() public {
        setConsent(carol.addr, ITerms.Consent.Denied);
        _approve(NATIVE, POSTAGE);
        vm.assertEq(_postFrom(carol.addr, stampOf(NATIVE, 1)), idOf(stampOf(NATIVE, 1)));
    }

    function test_RevertGiven_TheSenderVoidedIt() public {
        _approve(NATIVE, POSTAGE);
        voidAs(bob.addr, stampOf(NATIVE, 1));
        expectIdUsed(idOf(stampOf(NATIVE, 1)), IStamps.StampStatus.Voided);
        _postFrom(carol.addr, stampOf(NATIVE, 1));
        vm.assertEq(_allowance(NATIVE), POSTAGE);
    }

    /* ALLOWANCE */

    function test_RevertWhen_TheCallerIsAStranger() public {
        _expectRefusal(_insufficientAllowance(0, POSTAGE), stampOf(NATIVE, 1));
    }

    function test_RevertWhen_TheAllowanceIsForAnotherToken() public {
        _approve(address(dollar), type(uint256).max);
        _expectRefusal(_insufficientAllowance(0, POSTAGE), stampOf(NATIVE, 1));
        vm.assertEq(_allowance(address(dollar)), type(uint256).max);
    }

    /// @dev Carol's own balance, and what others allow her, are not Bob's to give.
    function test_RevertWhen_TheAllowanceIsFromAnotherOwner() public {
        credit(carol.addr, NATIVE, POSTAGE);
        credit(mallory.addr, NATIVE, POSTAGE);
        vm.prank(mallory.addr);
        office.approve(carol.addr, 0, POSTAGE);
        vm.prank(mallory.addr);
        office.setOperator(carol.addr, true);
        vm.prank(carol.addr);
        office.setOperator(bob.addr, true);
        _expectRefusal(_insufficientAllowance(0, POSTAGE), stampOf(NATIVE, 1));
    }

    /// @dev An approval of the ERC-20 itself is none of the ledger's.
    function test_RevertWhen_TheApprovalIsTheTokens() public {
        vm.prank(bob.addr);
        dollar.approve(carol.addr, POSTAGE);
        vm.expectRevert(
            abi.encodeWithSelector(
                ERC6909.ERC6909InsufficientAllowance.selector,
                carol.addr,
                0,
                POSTAGE,
                tokenId(address(dollar))
            )
        );
        _postFrom(carol.addr, stampOf(address(dollar), 1));
    }

    function test_RevertGiven_TheAllowanceIsShortByOne() public {
        _approve(NATIVE, POSTAGE - 1);
        _expectRefusal(_insufficientAllowance(POSTAGE - 1, POSTAGE), stampOf(NATIVE, 1));
        vm.assertEq(_allowance(NATIVE), POSTAGE - 1);
    }

    function test_SpendsAnExactAllowance() public {
        _assertSpends(POSTAGE, 0);
    }

    function test_SpendsALargerAllowance() public {
        _assertSpends(POSTAGE + 7, 7);
    }

    function test_SpendsAlmostAnInfiniteAllowance() public {
        _assertSpends(type(uint256).max - 1, type(uint256).max - 1 - POSTAGE);
    }

    function test_SpendsNoInfiniteAllowance() public {
        _approve(NATIVE, type(uint256).max);
        _assertPostsWithoutApproval(carol.addr);
        vm.assertEq(_allowance(NATIVE), type(uint256).max);
    }

    function test_SpendsTheAllowanceStampByStamp() public {
        _approve(NATIVE, 2 * POSTAGE - 1);
        _postFrom(carol.addr, stampOf(NATIVE, 1));
        _expectRefusal(_insufficientAllowance(POSTAGE - 1, POSTAGE), stampOf(NATIVE, 2));
    }

    /* OPERATOR */

    function test_AnOperatorSpendsNoAllowance() public {
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        _approve(NATIVE, POSTAGE + 7);
        _assertPostsWithoutApproval(carol.addr);
        vm.assertEq(_allowance(NATIVE), POSTAGE + 7);
    }

    function test_AnOperatorNeedsNoAllowanceInAnyToken() public {
        vm.prank(bob.addr);
        office.setOperator(carol.addr, true);
        _postFrom(carol.addr, stampOf(address(dollar), 1));
        _postFrom(carol.addr, stampOf(NATIVE, 1));
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
        assertBalance(bob.addr, address(dollar), _CREDIT - POSTAGE);
    }

    function test_RevertWhen_TheCallerWasAnOperator() public {
        vm.startPrank(bob.addr);
        office.setOperator(carol.addr, true);
        office.setOperator(carol.addr, false);
        vm.stopPrank();
        _expectRefusal(_insufficientAllowance(0, POSTAGE), stampOf(NATIVE, 1));
    }

    /* SENDER */

    function test_TheSenderSpendsNoAllowance() public {
        vm.prank(bob.addr);
        office.approve(bob.addr, 0, 7);
        _assertPostsWithoutApproval(bob.addr);
        vm.assertEq(office.allowance(bob.addr, bob.addr, 0), 7);
    }

    /// @dev Unlike post, which takes a shortfall from the caller's own hands.
    function test_RevertGiven_TheSendersBalanceIsShort() public {
        vm.prank(bob.addr);
        office.withdraw(address(dollar), _CREDIT - POSTAGE + 1, bob.addr);
        expectInsufficientBalance(bob.addr, address(dollar), POSTAGE - 1, POSTAGE);
        _postFrom(bob.addr, stampOf(address(dollar), 1));
    }

    function test_RevertGiven_TheBalanceIsShortOfTheAllowance() public {
        fund(carol.addr);
        credit(carol.addr, address(dollar), POSTAGE);
        _approve(address(dollar), type(uint256).max - 1);
        vm.prank(bob.addr);
        office.withdraw(address(dollar), _CREDIT - POSTAGE + 1, bob.addr);
        expectInsufficientBalance(bob.addr, address(dollar), POSTAGE - 1, POSTAGE);
        _postFrom(carol.addr, stampOf(address(dollar), 1));
        vm.assertEq(_allowance(address(dollar)), type(uint256).max - 1);
        assertBalance(carol.addr, address(dollar), POSTAGE);
        vm.assertEq(dollar.balanceOf(carol.addr), PLENTY);
    }

    /// @dev Nobody is its operator, and nobody has an allowance from it.
    function test_RevertWhen_TheSenderIsZero() public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        stamp.sender = address(0);
        _expectRefusal(_insufficientAllowance(0, POSTAGE), stamp);
    }

    function test_RevertWhen_ValueComesWithIt() public {
        vm.deal(bob.addr, POSTAGE);
        vm.prank(bob.addr);
        (bool success, bytes memory answer) = address(office).call{value: POSTAGE}(
            abi.encodeCall(office.postFrom, (bob.addr, inputOf(stampOf(NATIVE, 1))))
        );
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
        vm.assertEq(bob.addr.balance, POSTAGE);
    }

    /* IN ORDER */

    function test_DebitsTheSenderAlone() public {
        fund(carol.addr);
        address[2] memory tokens = [NATIVE, address(dollar)];
        vm.expectCall(address(dollar), abi.encodeWithSelector(dollar.transferFrom.selector), 0);
        for (uint256 i = 0; i < tokens.length; ++i) {
            _approve(tokens[i], POSTAGE);
            _postFrom(carol.addr, stampOf(tokens[i], 1));
            assertBalance(bob.addr, tokens[i], _CREDIT - POSTAGE);
            assertBalance(carol.addr, tokens[i], 0);
            assertHeld(tokens[i], _CREDIT);
        }
        vm.assertEq(carol.addr.balance, PLENTY);
        vm.assertEq(dollar.balanceOf(carol.addr), PLENTY);
        vm.assertEq(dollar.balanceOf(bob.addr), PLENTY);
    }

    function test_OpensTheStamp() public {
        _approve(NATIVE, type(uint256).max);
        bytes32 id = _postFrom(carol.addr, stampOf(NATIVE, 1));
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);

        setRelayMayCollect(true);
        vm.warp(NOW + 1);
        id = _postFrom(carol.addr, stampOf(NATIVE, 2));
        assertWord(id, IStamps.StampStatus.Open, true, false, NOW + 1, 0);
    }

    function test_TheIdNamesTheSender() public {
        _approve(NATIVE, POSTAGE);
        IStamps.Stamp memory carols = stampOf(NATIVE, 1);
        carols.sender = carol.addr;
        _postFrom(carol.addr, stampOf(NATIVE, 1));
        vm.assertEq(uint8(statusOf(idOf(carols))), uint8(IStamps.StampStatus.None));
        vm.assertEq(uint8(statusOf(idOf(stampOf(NATIVE, 1)))), uint8(IStamps.StampStatus.Open));
    }

    function test_RefundsGoToTheSenderAndRestoreNoAllowance() public {
        _approve(NATIVE, 2 * POSTAGE + 7);
        _postFrom(carol.addr, stampOf(NATIVE, 1));
        _postFrom(carol.addr, stampOf(NATIVE, 2));
        returnAs(alice.addr, stampOf(NATIVE, 1));
        vm.warp(EXPIRES_AT);
        expireAs(carol.addr, stampOf(NATIVE, 2));
        assertBalance(bob.addr, NATIVE, _CREDIT - CARRIAGE);
        assertBalance(carol.addr, NATIVE, 0);
        vm.assertEq(_allowance(NATIVE), 7);
    }

    function testFuzz_BothBalanceAndAllowanceMustCoverIt(uint96 carriage, uint256 allowed, uint256 balance_) public {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        (stamp.sender, stamp.carriage) = (mallory.addr, carriage);
        uint256 postage = uint256(carriage) + STAKE;
        allowed = bound(allowed, postage - STAKE, postage + STAKE);
        balance_ = bound(balance_, postage - STAKE, postage + STAKE);
        credit(mallory.addr, NATIVE, balance_);
        vm.prank(mallory.addr);
        office.approve(carol.addr, 0, allowed);

        bool covered = allowed >= postage && balance_ >= postage;
        if (allowed < postage) vm.expectRevert(_insufficientAllowance(allowed, postage));
        else if (!covered) expectInsufficientBalance(mallory.addr, NATIVE, balance_, postage);
        _postFrom(carol.addr, stamp);
        assertBalance(mallory.addr, NATIVE, covered ? balance_ - postage : balance_);
        vm.assertEq(office.allowance(mallory.addr, carol.addr, 0), covered ? allowed - postage : allowed);
    }

    /* PARTS */

    function _approve(address token, uint256 amount) private {
        vm.prank(bob.addr);
        office.approve(carol.addr, tokenId(token), amount);
    }

    /// @dev Of Bob's, to Carol.
    function _allowance(address token) private view returns (uint256) {
        return office.allowance(bob.addr, carol.addr, tokenId(token));
    }

    function _postFrom(address caller, IStamps.Stamp memory stamp) private returns (bytes32) {
        vm.prank(caller);
        return office.postFrom(stamp.sender, inputOf(stamp));
    }

    function _expectRefusal(bytes memory refusal, IStamps.Stamp memory stamp) private {
        vm.expectRevert(refusal);
        _postFrom(carol.addr, stamp);
    }

    /// @dev Of Carol's, in the native token.
    function _insufficientAllowance(uint256 has, uint256 needs) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientAllowance.selector, carol.addr, has, needs, uint256(0));
    }

    function _assertSpends(uint256 allowed, uint256 rest) private {
        _approve(NATIVE, allowed);
        watchLogs();
        _expectPosted();
        vm.expectEmit(address(office));
        emit IERC6909.Approval(bob.addr, carol.addr, 0, rest);
        _expectBurnt(carol.addr);
        vm.assertEq(_postFrom(carol.addr, stampOf(NATIVE, 1)), idOf(stampOf(NATIVE, 1)));
        assertLogs(3);
        vm.assertEq(_allowance(NATIVE), rest);
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
    }

    function _assertPostsWithoutApproval(address caller) private {
        watchLogs();
        _expectPosted();
        _expectBurnt(caller);
        vm.assertEq(_postFrom(caller, stampOf(NATIVE, 1)), idOf(stampOf(NATIVE, 1)));
        assertLogs(2);
        assertBalance(bob.addr, NATIVE, _CREDIT - POSTAGE);
    }

    function _expectPosted() private {
        IStamps.Stamp memory stamp = stampOf(NATIVE, 1);
        vm.expectEmit(address(office));
        emit IStamps.StampPosted(
            idOf(stamp),
            inboxId,
            bob.addr,
            relay.addr,
            NATIVE,
            stamp.letterHash,
            CARRIAGE,
            STAKE,
            EXPIRES_AT
        );
    }

    function _expectBurnt(address caller) private {
        vm.expectEmit(address(office));
        emit IERC6909.Transfer(caller, bob.addr, address(0), 0, POSTAGE);
    }
}
